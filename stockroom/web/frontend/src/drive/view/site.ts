// A site of ours on the way: what is for it comes off the van, what waits there is loaded.

import { html } from "lit-html";

import { eye } from "../../scan/view/eye";
import { say } from "../../scan/words";
import type { Drive } from "../app";
import { type Cargo, type Item, type StopNow } from "../cargo";
import { forSite, isDone, isEmpty, toBringBack, toFetch } from "../cargo";
import type { State, Turn } from "../state";
import { load, unload } from "../steps";
import { why } from "./end";
import { fetching, isWriting } from "./fetching";
import { folded, leaving, tally, toTap } from "./items";
import { staysHere } from "./loading";
import { type Shown, button } from "./parts";
import { told, waits } from "./stop_parts";

const WORDS = { word: "d_we_leave_here", without: "d_leaving_with", anyway: "d_leave_with_it" };

export function site(app: Drive, cargo: Cargo, now: StopNow, left: () => void): Shown {
  const here = forSite(cargo, now);
  const others = toBringBack(cargo).filter((item) => !here.includes(item) && !isEmpty(item));
  const waiting = toFetch(cargo, now).filter((item) => item.barred.length === 0);
  const barred = toFetch(cargo, now).filter((item) => item.barred.length > 0);
  const about = { sign: "truck-return", under: (item: Item) => why(app, item) };
  const off = (state: State, item: Item, cargo: Cargo): Turn => unload(state, [item], cargo, now);
  const all = (): void => app.session.tap((state, cargo) => unload(state, forSite(cargo, now), cargo, now));
  if (isWriting(app)) {
    return fetching(app, now);
  }
  const surely = here.filter((item) => item.forSite !== "" || isLastSite(cargo, now));
  const missing = waiting.length + surely.length;
  return html`
    ${waits(now)} ${tally(here.length, "d_all_unloaded_here", "d_still_to_unload")}
    ${missing === 0 ? leaving(app, 0, WORDS, left) : ""}
    ${eye(app)}
    ${toTap(app, "d_tap_to_unload", here, off, about)}
    ${here.length > 1 ? button(say("d_unload_all"), "circle-check", all, "btn w-100") : ""}
    ${toTap(app, "d_tap_to_fetch", waiting, load)} ${staysHere(app, barred)}
    ${missing === 0 ? "" : leaving(app, missing, WORDS, left)}
    ${
      others.length === 0
        ? ""
        : folded(
            say("d_for_others", { number: others.length }),
            toTap(app, "d_stays_at_site", others, off, about),
          )
    }
    ${folded(say("d_not_in_the_books"), fetching(app, now), app.session.state.label !== "")}
    ${told(now)}
  `;
}

// With another site of ours ahead, what is aboard for no stop may be for that one.
function isLastSite(cargo: Cargo, now: StopNow): boolean {
  return !cargo.stops.some(
    (one) => one.stop.kind === "site" && one.stop.id !== now.stop.id && !isDone(one),
  );
}
