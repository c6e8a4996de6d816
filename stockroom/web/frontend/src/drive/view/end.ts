// The end of a run: what became of everything, and what is brought back, by scan or by tap.

import { html } from "lit-html";

import { eye } from "../../scan/view/eye";
import { say } from "../../scan/words";
import type { Drive } from "../app";
import { type Cargo, type Item, isEmpty, sum, toBringBack } from "../cargo";
import { closing } from "../deeds";
import { done } from "../state";
import { bringBack } from "../steps";
import { tally, toTap } from "./items";
import { BIG, type Shown, backTo, button, contents, note } from "./parts";
import { titleOf } from "./stop_parts";

export function end(app: Drive, cargo: Cargo): Shown {
  const aboard = toBringBack(cargo);
  const full = aboard.filter((item) => !isEmpty(item));
  const empty = aboard.filter(isEmpty);
  return html`
    ${backTo(say("d_the_run"), () => app.session.change((state) => ({ ...state, screen: "run", asks: "" })))}
    ${tally(full.length, "d_van_is_empty", "d_still_aboard")} ${account(cargo)}
    ${full.length === 0 ? "" : eye(app)}
    ${toTap(app, "d_tap_to_bring_back", full, bringBack, { sign: "truck-return", under: (item) => why(app, item) })}
    ${toTap(app, "d_empty_boxes", empty, bringBack, { sign: "truck-return" })}
    ${cargo.isClosed ? note("circle-check", "good", say("d_run_is_closed")) : close(app, full.length)}
  `;
}

// Pieces by what became of them, as far as this device knows, and the stops not driven to.
function account(cargo: Cargo): Shown {
  const before = cargo.run.account;
  const handed = before.delivered + sum(cargo.items, (one) => one.handed);
  const missing = before.lost + sum(cargo.items, (one) => one.missing);
  const refused = sum(cargo.items, (one) => one.refused);
  const back = before.returned + sum(broughtBack(cargo), (one) => one.quantity - one.handed - one.missing);
  const off = cargo.stops.filter((now) => now.calledOff !== "");
  return html`
    <dl class="drive-facts">
      ${row("d_sum_handed", handed)} ${row("d_sum_refused", refused)} ${row("d_sum_missing", missing)}
      ${row("d_sum_back", back)}
    </dl>
    ${off.map((now) => note("ban", "care", `${titleOf(now)}: ${say("d_not_today_because", { why: say(`d_off_${now.calledOff}`) })}`))}
  `;
}

function broughtBack(cargo: Cargo): readonly Item[] {
  return cargo.items.filter((item) => item.where === "back");
}

function row(key: string, number: number): Shown {
  return number === 0
    ? ""
    : html`
        <div>
          <dt>${say(key)}</dt>
          <dd>${say("pieces", { number })}</dd>
        </div>
      `;
}

// What is in it, and why a gate refused it.
export function why(app: Drive, item: Item): Shown {
  const reason = item.pieces.find((one) => one.why !== "")?.why ?? "";
  return html`
    ${contents(app, item)}
    ${reason === "" ? "" : html`<span class="quiet">${say("d_was_refused", { why: say(`d_reason_${reason}`) })}</span>`}
  `;
}

function close(app: Drive, left: number): Shown {
  if (left > 0) {
    return html`<p class="hint">${say("d_cannot_find_it")}</p>`;
  }
  const closed = (): void =>
    app.session.tap((state, cargo) => {
      const deed = closing(cargo);
      return done({ ...state, screen: "run", asks: "" }, deed.says, deed);
    });
  return button(say("d_close_the_run"), "circle-check", closed, BIG);
}
