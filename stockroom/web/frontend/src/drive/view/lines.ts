// Line by line: only what was refused or is missing; all else counts as accepted.

import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { stepper } from "../../scan/view/parts";
import { say } from "../../scan/words";
import type { Drive } from "../app";
import { type Cargo, type Item, type Piece, type StopNow, open, toHandOver } from "../cargo";
import { keyOf } from "../deeds";
import type { Handover, Wrong } from "../state";
import { follow, step } from "./handing";
import { BIG, type Shown, backTo, button, nameOf, note, own, whatOf } from "./parts";

const WELL: Wrong = { refused: 0, reason: "", missing: 0 };

export function lines(app: Drive, _cargo: Cargo, now: StopNow, told: Handover): Shown {
  const items = toHandOver(now);
  const unsaid = Object.values(told.wrong).some((one) => one.refused > 0 && one.reason === "");
  return html`
    ${backTo(say("back"), step(app, { step: "what" }))}
    <h3>${say("d_what_was_wrong")}</h3>
    <p class="hint">${say("d_rest_accepted")}</p>
    ${repeat(
      items,
      (item) => item.key,
      (item) => html`
        <section class="drive-box">
          ${item.box === null ? "" : html`<h4>${own(nameOf(app, item))}</h4>`}
          ${item.pieces
            .filter((piece) => open(piece) > 0)
            .map((piece) => line(app, told, item, piece))}
        </section>
      `,
    )}
    ${unsaid ? note("alert-triangle", "care", say("d_say_why")) : ""}
    ${unsaid ? "" : button(say("d_go_on"), "arrow-right", step(app, { step: "who" }), BIG)}
  `;
}

function line(app: Drive, told: Handover, item: Item, piece: Piece): Shown {
  const key = keyOf(item, piece);
  const wrong = told.wrong[key];
  const tell = (change: Partial<Wrong>): void => {
    follow(app, (now) => {
      const made = bounded({ ...WELL, ...now.wrong[key], ...change }, open(piece));
      return { wrong: { ...now.wrong, [key]: made } };
    });
  };
  const well = (): void => {
    follow(app, (now) => {
      const { [key]: _gone, ...rest } = now.wrong;
      return { wrong: rest };
    });
  };
  return html`
    <div class="drive-line ${wrong === undefined ? "" : "is-wrong"}">
      <p>
        <strong>${own(whatOf(app, piece))}</strong>
        <span>${say("pieces", { number: open(piece) })}</span>
      </p>
      ${
        wrong === undefined
          ? html`
              <button class="btn" type="button" @click=${() => tell({ refused: 1 })}>
                ${say("d_not_all")}
              </button>
            `
          : html`
              <div class="drive-wrong">
                <span>${say("d_refused_number")}</span>
                ${stepper(`refused-${key}`, say("d_refused_number"), wrong.refused, (refused) => tell({ refused }), 0)}
                <span>${say("d_missing_number")}</span>
                ${stepper(`missing-${key}`, say("d_missing_number"), wrong.missing, (missing) => tell({ missing }), 0)}
                ${wrong.refused > 0 ? why(app, wrong, tell) : ""}
                <p class="hint">${say("d_accepted", { number: open(piece) - wrong.refused - wrong.missing })}</p>
                ${button(say("d_all_well"), "circle-check", well)}
              </div>
            `
      }
    </div>
  `;
}

// What was refused comes first: what is missing can only be of the rest.
function bounded({ refused, reason, missing }: Wrong, most: number): Wrong {
  const many = Math.min(refused, most);
  return { refused: many, reason: many > 0 ? reason : "", missing: Math.min(missing, most - many) };
}

function why(app: Drive, wrong: Wrong, tell: (change: Partial<Wrong>) => void): Shown {
  const chosen = (event: Event): void => tell({ reason: (event.target as HTMLSelectElement).value });
  return html`
    <label class="drive-why">
      <span>${say("d_why")}</span>
      <select class="form-select" @change=${chosen}>
        <option value="" ?selected=${wrong.reason === ""}>${say("d_choose_why")}</option>
        ${app.ahead.road.refusal_reasons.map(
          (one) => html`
            <option value=${one} ?selected=${one === wrong.reason}>${say(`d_reason_${one}`)}</option>
          `,
        )}
      </select>
    </label>
  `;
}
