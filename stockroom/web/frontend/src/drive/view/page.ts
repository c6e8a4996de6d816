// The whole page: the frame, the screen that is open, what needs somebody, what was done.

import { type TemplateResult, html } from "lit-html";

import { frame } from "../../scan/view/frame";
import { people } from "../../scan/view/people";
import { blockers, foldedRows } from "../../scan/view/rows";
import { say } from "../../scan/words";
import type { Drive } from "../app";
import type { Cargo } from "../cargo";
import { ASKED } from "../road";
import { end } from "./end";
import { loading } from "./loading";
import { type Shown, badge, icon, note, own } from "./parts";
import { run } from "./run";
import { stop } from "./stop";

export function page(app: Drive): TemplateResult {
  return html`
    ${frame(app, say("d_driving"))}
    <div class="scan-body drive-body">${body(app)}</div>
  `;
}

function body(app: Drive): Shown {
  if (app.turns.me === null || app.panel === "people") {
    return people(app);
  }
  const { cargo } = app.session;
  if (cargo === null) {
    return html`
      <div class="scan-work">${runs(app)}</div>
      <div class="scan-past">${blockers(app)} ${foldedRows(app)}</div>
    `;
  }
  return html`
    <div class="scan-work">${head(app, cargo)} ${screen(app, cargo)}</div>
    <div class="scan-past">${pictures(app)} ${blockers(app)} ${foldedRows(app)}</div>
  `;
}

function screen(app: Drive, cargo: Cargo): Shown {
  switch (app.session.state.screen) {
    case "load":
      return loading(app, cargo);
    case "stop":
      return stop(app, cargo);
    case "end":
      return end(app, cargo);
    case "run":
      return run(app, cargo);
  }
}

function head(app: Drive, { run }: Cargo): Shown {
  const { runs } = app.ahead.road;
  return html`
    <div class="drive-head">
      ${badge(run.colour)}
      <strong>${own(run.van.name)}</strong>
      <span class="quiet">${app.dayOf(run.day)}</span>
      ${
        runs.length > 1
          ? html`
              <button class="btn btn-sm" type="button" @click=${() => app.session.choose(ASKED)}>
                ${say("d_other_run")}
              </button>
            `
          : ""
      }
    </div>
  `;
}

// Which run, where there are several; that there is none, where there is none.
function runs(app: Drive): Shown {
  const { runs: open } = app.ahead.road;
  if (open.length === 0) {
    return note("info-circle", "care", say(app.ahead.fetchedAt === 0 ? "d_nothing_fetched" : "d_no_run"));
  }
  return html`
    <h2>${say("which_run")}</h2>
    ${open.map(
      (one) => html`
        <button class="scan-choice" type="button" @click=${() => app.session.choose(one.id)}>
          <strong>${badge(one.colour)} ${own(one.van.name)}</strong>
          <span>${app.dayOf(one.day)} · ${say("d_stops", { number: one.stops.length })}</span>
          ${icon("chevron-right", true)}
        </button>
      `,
    )}
  `;
}

function pictures(app: Drive): Shown {
  const { waiting, refused } = app.uploads;
  return html`
    ${waiting > 0 ? note("photo", "", say("d_pictures_wait", { number: waiting })) : ""}
    ${refused > 0 ? note("alert-triangle", "stop", say("d_pictures_refused", { number: refused })) : ""}
  `;
}
