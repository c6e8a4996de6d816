// What is said of a stop before anybody is there: its name, its window, what its gate asks for.

import { html } from "lit-html";

import { say } from "../../scan/words";
import type { StopNow } from "../cargo";
import { shown } from "../receipt";
import type { Stop } from "../road";
import { type Shown, note, own } from "./parts";

// What people call it: a code or a site of ours; a donor is known by the number of the stop.
export function titleOf({ stop }: StopNow): string {
  return stop.code === "" ? say("d_donor", { nth: String(stop.position) }) : stop.code;
}

export function windowOf({ window_from, window_until, arrives_at }: Stop): Shown {
  const window = [window_from, window_until].filter((one) => one !== "").join("–");
  const said = window === "" ? arrives_at : window;
  return said === "" ? "" : html`<bdi>${said}</bdi>`;
}

export function told(now: StopNow): Shown {
  const { stop } = now;
  return html`
    <dl class="drive-facts">
      ${fact("d_window", windowOf(stop))}
      ${stop.arrives_at === "" ? "" : fact("d_expected", own(stop.arrives_at))}
      ${fact("d_takes", say("d_minutes", { number: stop.service_min }))}
      ${stop.contact_role === "" ? "" : fact("d_ask_for", own(stop.contact_role))}
      ${stop.sheet === null ? "" : fact("d_sheet", own(shown(stop.sheet.receipt_number)))}
    </dl>
    ${stop.instructions === "" ? "" : note("info-circle", "", html`${own(stop.instructions)}`)}
    ${stop.meeting_point ? note("map-pin", "care", say("d_meeting_point")) : ""}
  `;
}

// What the plan says is to be fetched there, and how heavy and large it is about.
export function waits({ stop }: StopNow): Shown {
  const { to_fetch: what, to_fetch_g: grams = 0, to_fetch_ml: millilitres = 0 } = stop;
  const about =
    grams === 0 && millilitres === 0
      ? ""
      : say("d_about", { kg: Math.round(grams / 100) / 10, litres: Math.round(millilitres / 1000) });
  return what === "" && about === ""
    ? ""
    : note("gift", "", html`${say("d_to_fetch")} <strong>${own(what)}</strong> ${about}`);
}

function fact(key: string, value: Shown | string): Shown {
  return value === ""
    ? ""
    : html`
        <div>
          <dt>${say(key)}</dt>
          <dd>${value}</dd>
        </div>
      `;
}

// What its gate says of phones, before the van arrives and while it stands there.
export function phones(now: StopNow): Shown {
  const { phone, sheet } = now.stop;
  if (phone === "") {
    return "";
  }
  const words = phone === "outside" ? "d_phone_outside" : "d_phone_in_vehicle";
  const paper = sheet === null ? say("d_take_paper") : say("d_take_sheet", { sheet: shown(sheet.receipt_number) });
  return note("device-mobile", "stop", html`<strong>${say(words)}</strong> ${paper}`);
}
