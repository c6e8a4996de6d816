// The frame that the pages of a device share: who holds it, what waits, what was said last, what the
// browser has to say.

import { html } from "lit-html";

import type { Device } from "../device";
import type { Told } from "../hands";
import { isMute, setMute } from "../signals";
import { say } from "../words";
import { type Shown, icon, own } from "./parts";

type App = Device<string> & { readonly session: { readonly last: Told | null } };

export function frame(app: App, title: string): Shown {
  return html`
    ${top(app, title)} ${told(app)} ${browser(app)}
  `;
}

function top(app: App, title: string): Shown {
  const { me } = app.turns;
  return html`
    <header class="scan-top">
      <a class="scan-tool" href="/" aria-label=${say("home")}>${icon("home")}</a>
      <h1 class="visually-hidden">${title}</h1>
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
      <a class="scan-net scan-net-stop" href=${`/sign-in?next=${app.path}`}>
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
