// The whole page: what the next scan does, the eye, what is asked, what needs you, what was done.

import { type TemplateResult, html } from "lit-html";

import type { App } from "../app";
import { isMute, setMute } from "../signals";
import { say } from "../words";
import { asking } from "./asking";
import { eye } from "./eye";
import { inHand } from "./hand";
import { type Shown, icon, own } from "./parts";
import { people } from "./people";
import { blockers, rows } from "./rows";
import { route, verbs } from "./verbs";

export function page(app: App): TemplateResult {
  return html`
    ${top(app)} ${told(app)} ${browser(app)}
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

function top(app: App): Shown {
  const { me } = app.turns;
  return html`
    <header class="scan-top">
      <a class="scan-tool" href="/" aria-label=${say("home")}>${icon("home")}</a>
      <h1 class="visually-hidden">${say("scanning")}</h1>
      ${
        me === null
          ? ""
          : html`
              <button
                class="scan-who"
                type="button"
                @click=${() => app.show(app.panel === "people" ? "none" : "people")}
              >
                ${icon("user")} ${own(me.name)}
              </button>
            `
      }
      ${net(app)}
      <button
        class="scan-tool"
        type="button"
        aria-pressed=${isMute()}
        aria-label=${say("mute")}
        title=${say("mute")}
        @click=${() => {
          setMute(!isMute());
          app.draw();
        }}
      >
        ${icon(isMute() ? "volume-off" : "volume")}
      </button>
    </header>
  `;
}

// How many acts wait on this device; the button sends them now.
function net(app: App): Shown {
  const waiting = app.waiting;
  if (app.turns.signedIn === "out" && app.turns.me !== null) {
    return html`
      <a class="scan-net scan-net-stop" href="/sign-in?next=/scan">
        ${icon("login")}
        <span>${say("sign_in_to_send", { number: waiting })}</span>
      </a>
    `;
  }
  const word =
    waiting > 0
      ? say("saved_here", { number: waiting })
      : say(app.online ? "all_sent" : "no_network");
  const sign = !app.online ? "wifi-off" : waiting > 0 ? "cloud-upload" : "cloud-check";
  return html`
    <button
      class="scan-net ${waiting > 0 ? "scan-net-waits" : ""}"
      type="button"
      title=${say("send_now")}
      @click=${() => void app.sendNow()}
    >
      ${icon(sign)}
      <span>${word}</span>
    </button>
  `;
}

function told(app: App): Shown {
  const last = app.session.last;
  return html`
    <p
      class="scan-told scan-told-${last?.tone ?? "none"}"
      role="status"
      aria-live="assertive"
      aria-atomic="true"
    >
      ${last === null ? "" : app.spoken(last.says)}
    </p>
  `;
}

// What the browser has to say: a newer version, or that it may clear what waits here.
function browser(app: App): Shown {
  const { renew } = app;
  if (renew !== null) {
    return html`
      <div class="note scan-note">
        ${icon("refresh")}
        <span>${say("new_version")}</span>
        <button class="btn btn-sm" type="button" @click=${renew}>${say("renew")}</button>
      </div>
    `;
  }
  return app.mayForget && app.waiting > 0
    ? html`
        <p class="note note-care scan-note">
          ${icon("info-circle")}
          <span>${say("may_forget")}</span>
        </p>
      `
    : "";
}
