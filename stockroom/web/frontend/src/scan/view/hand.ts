// What is in hand: the goods that the next label is put on, the sheet of a count, a thing found.

import { html } from "lit-html";

import type { App } from "../app";
import { type Lot, type Place, piecesAt } from "../known";
import type { Sheet } from "../state";
import { closed, unseen, withLine, withoutLine } from "../verbs/counting";
import { listsToPick } from "../verbs/swapping";
import { labelled } from "../verbs/taking";
import { say } from "../words";
import { type Shown, button, icon, own, qualities, stepper, what } from "./parts";
import { wanted, wantedLot } from "./wanted";

const MOST_LISTS = 6;

export function inHand(app: App): Shown {
  const { verb, sheet, hand } = app.session.state;
  if (verb === "take_in") {
    return model(app);
  }
  if (verb === "count" && sheet !== null) {
    return counting(app, sheet);
  }
  if (verb === "pick") {
    return toPick(app);
  }
  if (hand?.kind === "lot") {
    return lot(app, hand.lot, verb === "find");
  }
  return hand?.kind === "place" ? place(app, hand.place, verb === "find") : "";
}

// How much of each list is left to pick, and its end.
function toPick(app: App): Shown {
  const lists = listsToPick(app.room.known).slice(0, MOST_LISTS);
  if (lists.length === 0) {
    return "";
  }
  return html`
    <section class="scan-hand" aria-label=${say("left_to_pick")}>
      <h2>${say("left_to_pick")}</h2>
      <ul class="plain">
        ${lists.map(
          ({ list, facility, left }) => html`
            <li class="scan-line">
              <span>
                <strong>${own(facility)}</strong>
                <span class="scan-list">${say("list_number", { number: list })}</span>
              </span>
              <span>
                ${left === 0 ? icon("circle-check") : ""}
                ${left === 0 ? say("list_is_picked") : say("lines_left", { number: left })}
              </span>
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}

function model(app: App): Shown {
  const { model: now } = app.session.state;
  const describe = (): void =>
    app.session.change((state) => ({
      ...state,
      ask: { kind: "describe", code: null, goods: null },
    }));
  if (now === null) {
    return html`
      <div class="scan-hand">
        <p class="scan-hint">${say("barcode_or_say")}</p>
        ${button(say("say_what_it_is"), "edit", describe, "btn w-100")}
      </div>
    `;
  }
  const set = (quantity: number): void =>
    app.session.change((state) => ({
      ...state,
      model: state.model && { ...state.model, quantity },
    }));
  const single = app.room.known.product(now.product)?.depth === "single";
  return html`
    <section class="scan-hand" aria-label=${say("same_again")}>
      <h2>${own(what(app, now))}</h2>
      <p class="quiet">
        ${qualities(now)}${
          now.brand === ""
            ? ""
            : html`
                · ${own(now.brand)}
              `
        }
      </p>
      ${wanted(app, now, "inspect_first")}
      ${
        single
          ? ""
          : html`
              <div class="scan-line">
                <span>
                  ${say(now.pieces_per_pack === null ? "pieces_each" : "packs_each", { number: now.pieces_per_pack ?? 0 })}
                </span>
                ${stepper("quantity", say("how_many"), now.quantity, set)}
              </div>
            `
      }
      <p class="scan-hint">${say("scan_its_label")}</p>
      <div class="buttons">
        ${button(say("without_label"), "package", () => app.session.tap((state) => labelled(state, now, null)))}
        ${button(say("something_else"), "edit", describe)}
      </div>
    </section>
  `;
}

function counting(app: App, sheet: Sheet): Shown {
  const { known } = app.room;
  const left = unseen(sheet, known);
  return html`
    <section class="scan-hand" aria-label=${say("count")}>
      <ul class="scan-sheet">
        ${sheet.lines.map(({ lot: ref, counted }) => {
          const one = known.lot(ref);
          return html`
            <li>
              <span>${own(one === undefined ? ref : what(app, one))}</span>
              ${stepper(`counted-${ref}`, say("how_many"), counted, (number) => app.session.change((now) => (now.sheet === null ? now : withLine(now, now.sheet, ref, number))), 0)}
              <button
                class="scan-clear"
                type="button"
                aria-label=${say("leave_out")}
                @click=${() => app.session.change((now) => (now.sheet === null ? now : withoutLine(now, now.sheet, ref)))}
              >
                ${icon("x")}
              </button>
            </li>
          `;
        })}
      </ul>
      ${
        left.length === 0
          ? ""
          : html`
              <details>
                <summary>${say("not_scanned", { number: left.length })}</summary>
                <p class="hint">${say("not_scanned_why")}</p>
                <ul class="scan-sheet">
                  ${left.map(
                    (one) => html`
                      <li>
                        <span>${own(what(app, one))}</span>
                        ${button(say("it_is_gone"), "package-off", () => app.session.change((now) => (now.sheet === null ? now : withLine(now, now.sheet, one.ref, 0))), "btn btn-sm")}
                      </li>
                    `,
                  )}
                </ul>
              </details>
            `
      }
      ${
        sheet.lines.length === 0
          ? html`
              <p class="scan-hint">${say("scan_what_is_here")}</p>
            `
          : button(
              say("count_is_done"),
              "check",
              () => app.session.tap((now) => closed(now, sheet)),
              "btn btn-primary btn-send w-100",
            )
      }
    </section>
  `;
}

function lot(app: App, one: Lot, isFound: boolean): Shown {
  const { known } = app.room;
  return html`
    <section class="scan-hand" aria-label=${say("in_hand")}>
      <h2>${own(what(app, one))}</h2>
      <p class="quiet">
        ${[say(`standing_${one.standing}`), qualities(one)].filter((part) => part !== "").join(" · ")}
      </p>
      ${
        one.on_hold
          ? html`
              <p class="note note-stop">
                ${icon("hand-stop")}
                <span>${say("is_on_hold")}</span>
              </p>
            `
          : ""
      }
      ${wantedLot(app, one)}
      ${
        isFound
          ? html`
              <ul class="scan-sheet">
                ${one.spots.map(
                  (spot) => html`
                    <li>
                      <strong>${own(known.place(spot.place)?.name ?? "?")}</strong>
                      <span>
                        ${say("pieces", { number: spot.quantity })}${
                          spot.facility === null
                            ? ""
                            : html`
                                · ${say("for_facility", { facility: spot.facility })}
                              `
                        }
                      </span>
                    </li>
                  `,
                )}
              </ul>
              ${open(`/stock/${encodeURIComponent(one.ref)}`)}
            `
          : ""
      }
    </section>
  `;
}

function place(app: App, at: Place, isFound: boolean): Shown {
  const inside = app.room.known.lotsAt(at);
  return html`
    <section class="scan-hand" aria-label=${say("in_hand")}>
      <h2>${own(at.name)}</h2>
      ${
        isFound
          ? html`
              <ul class="scan-sheet">
                ${inside.slice(0, 50).map(
                  (one) => html`
                    <li>
                      <span>${own(what(app, one))}</span>
                      <span>${say("pieces", { number: piecesAt(one, at.number) })}</span>
                    </li>
                  `,
                )}
              </ul>
              ${
                inside.length === 0
                  ? html`
                      <p class="quiet">${say("nothing_there")}</p>
                    `
                  : ""
              }
              ${open(`/places/${at.number}`)}
            `
          : ""
      }
    </section>
  `;
}

function open(path: string): Shown {
  return html`
    <a class="btn" href=${path}>
      ${icon("arrow-right", true)}
      <span>${say("open_its_page")}</span>
    </a>
  `;
}
