// Who waits for what is in hand, told warmly; and for an accepted lot the way to the bench.

import { html } from "lit-html";

import type { App } from "../app";
import type { Lot, Want } from "../known";
import { type InHand, rangeOf, sendable, sent } from "../wanted";
import { say } from "../words";
import { type Shown, button, icon } from "./parts";

export function wanted(app: App, goods: InHand, hint = ""): Shown {
  const wants = app.room.known.wants(goods);
  return wants.length === 0 ? "" : banner(app, goods, wants, hint === "" ? "" : say(hint));
}

// The same of a lot, with what may be done about it now.
export function wantedLot(app: App, lot: Lot): Shown {
  const { known } = app.room;
  const wants = known.wants(lot);
  const [first, ...others] = wants;
  const from = sendable(lot, known);
  if (first === undefined || lot.on_hold) {
    return "";
  }
  if (from === null) {
    return lot.standing === "waiting" ? banner(app, lot, wants, say("inspect_first")) : "";
  }
  const send = (want: Want) => () => app.session.tap((now) => sent(now, lot, want, known));
  const acts = html`
    ${button(say("straight_to_bench", { facility: first.facility, number: Math.min(first.pieces, from.pieces) }), "basket", send(first), "btn btn-primary btn-send w-100")}
    ${
      others.length === 0
        ? ""
        : html`
            <details>
              <summary>${say("for_somebody_else")}</summary>
              ${others.map((want) =>
                button(
                  say("want", {
                    facility: want.facility,
                    number: Math.min(want.pieces, from.pieces),
                  }),
                  "basket",
                  send(want),
                  "btn w-100",
                ),
              )}
            </details>
          `
    }
  `;
  return banner(app, lot, wants, acts);
}

function banner(
  app: App,
  goods: InHand,
  wants: readonly Want[],
  more: Shown | string,
): Shown {
  const isKnown = rangeOf(goods, app.room.known.bundle) !== null;
  return html`
    <div class="note note-wanted" role="status">
      ${icon("heart")}
      <div class="wanted-what">
        <strong class="wanted-word">${say("wanted")}</strong>
        <ul class="wants">
          ${wants.map(
            (one) => html`
              <li>
                <span class="want">
                  <strong>${say("want", { number: one.pieces, facility: one.facility })}</strong>
                  ${
                    one.urgency === "tonight"
                      ? html`
                          <span class="want-when want-tonight">${say("urgency_tonight")}</span>
                        `
                      : ""
                  }
                  ${
                    isKnown || one.size === ""
                      ? ""
                      : html`
                          <span>${say("want_size", { size: one.size })}</span>
                        `
                  }
                </span>
              </li>
            `,
          )}
        </ul>
        ${more}
      </div>
    </div>
  `;
}
