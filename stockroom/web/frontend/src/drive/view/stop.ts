// One stop: what to know before, that the van is there, the handover, that it leaves.

import { html } from "lit-html";

import { eye } from "../../scan/view/eye";
import { say } from "../../scan/words";
import type { Drive } from "../app";
import { type Cargo, type Item, type StopNow, isDone, open, sum, toHandOver } from "../cargo";
import { arrival, callingOff, leaving } from "../deeds";
import { done } from "../state";
import { fetching, isWriting } from "./fetching";
import { handing } from "./handing";
import { toSee } from "./items";
import { BIG, type Shown, backTo, button, contents, note, own } from "./parts";
import { site } from "./site";
import { phones, titleOf, told, waits } from "./stop_parts";

const NOTHING_THERE = "nothing_there"; // the reason where something was to be fetched

export function stop(app: Drive, cargo: Cargo): Shown {
  const now = cargo.stops.find((one) => one.stop.id === app.session.state.stop);
  if (now === undefined) {
    return note("info-circle", "care", say("d_no_such_stop"));
  }
  return html`
    ${app.session.state.handover === null ? backTo(say("d_the_run"), () => app.session.change((state) => ({ ...state, screen: "run", asks: "" }))) : ""}
    <h2 class="drive-title">
      <span class="drive-number">${now.stop.position}</span>
      ${own(titleOf(now))}
    </h2>
    ${stage(app, cargo, now)}
  `;
}

function stage(app: Drive, cargo: Cargo, now: StopNow): Shown {
  const { state } = app.session;
  if (state.asks === "off") {
    return reasons(app, now);
  }
  if (state.handover !== null) {
    return handing(app, cargo, now, state.handover);
  }
  if (isDone(now)) {
    return over(app, cargo, now);
  }
  if (!now.arrived) {
    return before(app, cargo, now);
  }
  const leaves = leave(app, now);
  switch (now.stop.kind) {
    case "site":
      return site(app, cargo, now, leaves);
    case "donor":
      return donor(app, now, leaves);
    case "facility":
      return there(app, now);
  }
}

function before(app: Drive, cargo: Cargo, now: StopNow): Shown {
  const behind = now.items.filter((item) => item.where === "behind").length;
  return html`
    ${phones(now)} ${waits(now)} ${told(now)}
    ${behind > 0 ? note("alert-triangle", "care", say("d_not_loaded", { number: behind })) : ""}
    ${button(say("d_we_are_there"), "map-pin", act(app, now, arrival), BIG)}
    ${goods(app, now)}
    ${cargo.hasLeft ? notToday(app) : ""}
  `;
}

function there(app: Drive, now: StopNow): Shown {
  const items = toHandOver(now);
  if (items.length === 0) {
    return html`
      ${now.told ? note("circle-check", "good", say("d_all_told")) : told(now)}
      ${button(say("d_we_leave_here"), "steering-wheel", leave(app, now), BIG)}
      ${now.told ? "" : notToday(app)}
    `;
  }
  const outside = now.stop.phone === "outside";
  const begin = (): void => {
    app.session.change((state) => ({ ...state, handover: app.session.begun(now.stop.id) }));
    window.scrollTo({ top: 0 });
  };
  return html`
    ${phones(now)}
    ${button(say(outside ? "d_back_with_sheet" : "d_hand_over"), outside ? "clipboard-check" : "truck-delivery", begin, BIG)}
    ${told(now)} ${goods(app, now)} ${notToday(app)}
  `;
}

// What a donor gives is written down here, or why there was nothing.
function donor(app: Drive, now: StopNow, leaves: () => void): Shown {
  const some = app.session.fetchedAt(now.stop.id).length > 0;
  if (isWriting(app)) {
    return html`${waits(now)} ${fetching(app, now)}`;
  }
  return html`
    ${waits(now)} ${fetching(app, now)} ${eye(app)}
    ${button(say("d_we_leave_here"), "steering-wheel", leaves, some ? BIG : "btn w-100")}
    ${some ? "" : button(say("d_nothing_there"), "ban", askWhy(app), "btn w-100")} ${told(now)}
  `;
}

function over(app: Drive, cargo: Cargo, now: StopNow): Shown {
  const aboard = sum(toHandOver(now), open);
  const words =
    now.calledOff === ""
      ? say("d_stop_is_over")
      : say("d_not_today_because", { why: say(`d_off_${now.calledOff}`) });
  return html`
    ${note(now.calledOff === "" ? "circle-check" : "ban", now.calledOff === "" ? "good" : "care", words)}
    ${aboard > 0 ? note("truck", "care", say("d_stays_aboard", { number: aboard })) : ""}
    ${aboard > 0 && !cargo.isClosed ? button(say("d_we_are_there_after_all"), "map-pin", act(app, now, arrival, true)) : ""}
  `;
}

function goods(app: Drive, now: StopNow): Shown {
  const items = toHandOver(now);
  const under = (item: Item): Shown => contents(app, item, open);
  return items.length === 0 ? "" : html`<h3>${say("d_for_them")}</h3> ${toSee(app, items, { under })}`;
}

function notToday(app: Drive): Shown {
  return button(say("d_not_today"), "ban", askWhy(app), "btn w-100");
}

function askWhy(app: Drive): () => void {
  return () => {
    app.session.change((state) => ({ ...state, asks: "off" }));
    window.scrollTo({ top: 0 });
  };
}

function reasons(app: Drive, now: StopNow): Shown {
  const off = (reason: string) => (): void =>
    app.session.tap((state, cargo) => {
      const deed = callingOff(cargo, now, reason);
      return done({ ...state, screen: "run", asks: "", handover: null }, deed.says, deed);
    });
  const fetches = now.stop.kind !== "facility";
  const { calling_off_reasons: all } = app.ahead.road;
  const nothing = all.filter((one) => one === NOTHING_THERE);
  const others = all.filter((one) => one !== NOTHING_THERE);
  const given = fetches ? [...nothing, ...others] : others;
  return html`
    <section class="scan-ask" aria-labelledby="ask-word">
      <h3 id="ask-word">${say("d_why_not_today")}</h3>
      ${fetches ? "" : html`<p class="hint">${say("d_goods_stay_aboard")}</p>`}
      ${given.map(
        (one) => html`
          <button class="scan-choice" type="button" @click=${off(one)}>
            <strong>${say(`d_off_${one}`)}</strong>
          </button>
        `,
      )}
      ${button(say("never_mind"), "x", () => app.session.change((state) => ({ ...state, asks: "" })))}
    </section>
  `;
}

type Made = typeof arrival;

function act(app: Drive, now: StopNow, made: Made, again = false): () => void {
  return () => {
    app.session.tap((state, cargo) => {
      const deed = made(cargo, now);
      const handover = again ? app.session.begun(now.stop.id) : null;
      return done({ ...state, asks: "", handover }, deed.says, deed);
    });
    window.scrollTo({ top: 0 });
  };
}

function leave(app: Drive, now: StopNow): () => void {
  return () => {
    app.session.tap((state, cargo) => {
      const deed = leaving(cargo, now);
      const away = { ...state, screen: "run", stop: null, asks: "", label: "" } as const;
      return done({ ...away, handover: null }, deed.says, deed);
    });
    window.scrollTo({ top: 0 });
  };
}
