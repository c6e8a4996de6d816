// The handover: everything in one tap, or what went wrong; then who received, then what proves it.

import { html } from "lit-html";

import { eye } from "../../scan/view/eye";
import { say } from "../../scan/words";
import type { Drive } from "../app";
import { type Cargo, type StopNow, open, sum, toHandOver } from "../cargo";
import { refusals } from "../deeds";
import { type Handover, done } from "../state";
import { lines } from "./lines";
import { BIG, type Shown, backTo, button, icon, note } from "./parts";
import { proving } from "./proving";

const ROLES = [
  ["nurse", "heartbeat"],
  ["officer", "lock"],
  ["social worker", "users"],
  ["house manager", "home"],
  ["night desk", "moon"],
  ["other", "user"],
] as const;

export function handing(app: Drive, cargo: Cargo, now: StopNow, told: Handover): Shown {
  switch (told.step) {
    case "what":
      return what(app, now, told);
    case "lines":
      return lines(app, cargo, now, told);
    case "none":
      return none(app, now);
    case "who":
      return who(app, now, told);
    case "proof":
      return proving(app, now, told);
  }
}

export function become(app: Drive, change: Partial<Handover>): void {
  follow(app, () => change);
}

// A change that depends on what was told before it, however fast the taps come.
export function follow(app: Drive, change: (told: Handover) => Partial<Handover>): void {
  app.session.change((state) => ({
    ...state,
    handover: state.handover && { ...state.handover, ...change(state.handover) },
  }));
}

export function step(app: Drive, change: Partial<Handover>): () => void {
  return () => {
    become(app, change);
    window.scrollTo({ top: 0 });
  };
}

function what(app: Drive, now: StopNow, told: Handover): Shown {
  const outside = now.stop.phone === "outside";
  const pieces = sum(toHandOver(now), open);
  const never = (): void => {
    told.pictures.forEach((one) => app.session.unpicture(one.sha256));
    app.session.change((state) => ({ ...state, handover: null }));
  };
  const off = (): void => {
    app.session.change((state) => ({ ...state, asks: "off" }));
    window.scrollTo({ top: 0 });
  };
  return html`
    ${backTo(say("back"), never)}
    ${outside ? sheet(app, told) : ""}
    <p class="lead">${say("d_pieces_for_them", { number: pieces })}</p>
    ${button(say("d_everything"), "circle-check", step(app, { wrong: {}, step: "who" }), BIG)}
    <h3>${say("d_or_not_all")}</h3>
    ${choice("d_some_wrong", "d_some_wrong_more", "alert-triangle", step(app, { step: "lines" }))}
    ${choice("d_took_nothing", "d_took_nothing_more", "hand-stop", step(app, { step: "none" }))}
    ${choice("d_not_today", "d_goods_stay_aboard", "ban", off)}
  `;
}

function choice(word: string, more: string, sign: string, pressed: () => void): Shown {
  return html`
    <button class="scan-choice drive-choice" type="button" @click=${pressed}>
      <strong>${icon(sign)} ${say(word)}</strong>
      <span>${say(more)}</span>
      ${icon("chevron-right", true)}
    </button>
  `;
}

// The phone stayed outside: the signed sheet says what happened, its code says whose it is.
function sheet(app: Drive, told: Handover): Shown {
  return told.scanned
    ? note("circle-check", "good", say("d_sheet_is_scanned"))
    : html`
        <h3>${say("d_scan_the_sheet")}</h3>
        ${eye(app)}
      `;
}

// A gate that took nothing at all, for one reason; the goods go back.
function none(app: Drive, now: StopNow): Shown {
  const refused = (reason: string) => (): void => {
    app.session.tap((state, cargo) => {
      const deeds = refusals(cargo, now, reason);
      const says = { key: "d_took_nothing_at", facts: { stop: now.stop.code } };
      return done({ ...state, asks: "", handover: null }, says, ...deeds);
    });
    window.scrollTo({ top: 0 });
  };
  return html`
    ${backTo(say("back"), step(app, { step: "what" }))}
    <section class="scan-ask" aria-labelledby="ask-word">
      <h3 id="ask-word">${say("d_why_nothing")}</h3>
      ${app.ahead.road.refusal_reasons.map(
        (one) => html`
          <button class="scan-choice" type="button" @click=${refused(one)}>
            <strong>${say(`d_reason_${one}`)}</strong>
          </button>
        `,
      )}
    </section>
  `;
}

function who(app: Drive, now: StopNow, told: Handover): Shown {
  const wrong = Object.keys(told.wrong).length;
  const theirs = now.stop.contact_role;
  const own = theirs === "" || ROLES.some(([role]) => role === theirs) ? [] : ([[theirs, "user"]] as const);
  return html`
    ${backTo(say("back"), step(app, { step: wrong > 0 ? "lines" : "what" }))}
    ${wrong > 0 ? note("alert-triangle", "care", say("d_wrong_lines", { number: wrong })) : ""}
    <h3>${say("d_who_received")}</h3>
    <p class="hint">${say("d_role_only")}</p>
    <div class="drive-roles">
      ${[...own, ...ROLES].map(
        ([role, sign]) => html`
          <button
            class="scan-verb"
            type="button"
            aria-pressed=${told.role === role}
            @click=${step(app, { role, step: "proof" })}
          >
            ${icon(sign)}
            <span>${role === theirs ? role : say(`d_role_${role.replace(" ", "_")}`)}</span>
          </button>
        `,
      )}
    </div>
  `;
}
