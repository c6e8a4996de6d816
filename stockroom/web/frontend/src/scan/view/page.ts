// The whole page: what the next scan does, the eye, what is asked, what needs you, what was done.

import { type TemplateResult, html } from "lit-html";

import type { App } from "../app";
import { say } from "../words";
import { asking } from "./asking";
import { eye } from "./eye";
import { frame } from "./frame";
import { inHand } from "./hand";
import type { Shown } from "./parts";
import { people } from "./people";
import { blockers, rows } from "./rows";
import { route, verbs } from "./verbs";

export function page(app: App): TemplateResult {
  return html`
    ${frame(app, say("scanning"))}
    <div class="scan-body">${body(app)}</div>
  `;
}

function body(app: App): Shown {
  if (app.turns.me === null || app.panel === "people") {
    return people(app);
  }
  if (app.session.state.verb === null || app.panel === "verbs") {
    return html`
      ${verbs(app)} ${blockers(app)} ${rows(app)}
    `;
  }
  return html`
    <div class="scan-work">${route(app)} ${asking(app)} ${eye(app)} ${inHand(app)}</div>
    <div class="scan-past">${blockers(app)} ${rows(app)}</div>
  `;
}

