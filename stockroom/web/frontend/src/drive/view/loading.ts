// Loading: what is missing stands on top until it is nothing; scan it or tap it.

import { html } from "lit-html";

import { eye } from "../../scan/view/eye";
import { say } from "../../scan/words";
import type { Drive } from "../app";
import { type Cargo, type Item, toLoad } from "../cargo";
import { departure } from "../deeds";
import { done } from "../state";
import { load, onward } from "../steps";
import { type About, folded, leaving, tally, toSee, toTap } from "./items";
import { type Shown, backTo } from "./parts";

const WORDS = { word: "d_we_are_leaving", without: "d_leaving_without", anyway: "d_leave_anyway" };

export function loading(app: Drive, cargo: Cargo): Shown {
  const ready = toLoad(cargo).filter((item) => item.barred.length === 0);
  const barred = toLoad(cargo).filter((item) => item.barred.length > 0);
  const aboard = cargo.items.filter((item) => item.where === "aboard");
  const about: About = { beside: (item) => stopOf(cargo, item) };
  return html`
    ${backTo(say("d_the_run"), () => app.session.change((state) => ({ ...state, screen: "run", asks: "" })))}
    ${tally(ready.length, "d_all_aboard", "d_still_to_load")}
    ${ready.length === 0 ? leave(app, cargo, 0) : ""}
    ${ready.length > 0 || app.eye.on ? eye(app) : ""}
    ${toTap(app, "d_tap_to_load", ready, load, about)} ${staysHere(app, barred)}
    ${ready.length === 0 ? "" : leave(app, cargo, ready.length)}
    ${
      aboard.length === 0
        ? ""
        : folded(
            say("d_aboard", { number: aboard.length }),
            toSee(app, aboard, { ...about, sign: "check" }, "is-done"),
            ready.length === 0,
          )
    }
  `;
}

function stopOf(cargo: Cargo, item: Item): Shown {
  const stop = cargo.run.stops.find((one) => one.id === item.stop);
  return stop === undefined
    ? ""
    : html`<span class="drive-for">${say("d_stop", { nth: String(stop.position) })}</span>`;
}

// What a hold or a gate speaks against is set aside, and nobody loads it by a tap.
export function staysHere(app: Drive, items: readonly Item[]): Shown {
  const why = (item: Item): Shown => html`${item.barred.map((one) => html`<span>${one}</span>`)}`;
  return items.length === 0
    ? ""
    : html`
        <h2>${say("d_stays_here")}</h2>
        ${toSee(app, items, { sign: "hand-stop", under: why }, "is-barred")}
      `;
}

function leave(app: Drive, cargo: Cargo, missing: number): Shown {
  if (cargo.hasLeft) {
    return "";
  }
  return leaving(app, missing, WORDS, () => {
    app.session.tap((state, now) => {
      const deed = departure(now);
      return done({ ...onward(state, now), screen: "run" }, deed.says, deed);
    });
    window.scrollTo({ top: 0 });
  });
}
