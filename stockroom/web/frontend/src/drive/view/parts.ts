// Small pieces that the driver's screens share.

import { type TemplateResult, html } from "lit-html";

import { type Shown, button, icon, own } from "../../scan/view/parts";
import { say } from "../../scan/words";
import type { Drive } from "../app";
import type { Item, Piece } from "../cargo";
import { left } from "../cargo";

export { type Shown, button, icon, own };

export const BIG = "btn btn-primary btn-send w-100";

// The colour of a route with its shape and its name, for those who do not see colours.
export function badge(colour: string): TemplateResult {
  return html`
    <span class="drive-badge">
      <span class="drive-colour drive-${colour}" aria-hidden="true"></span>
      ${say(`d_colour_${colour}`)}
    </span>
  `;
}

// What a piece is, in words.
export function whatOf(app: Drive, piece: Pick<Piece, "product" | "size">): string {
  return [app.nameOf(piece.product), piece.size].filter((part) => part !== "").join(" · ");
}

// A thing as hands know it: a box by its name, loose goods by what they are.
export function nameOf(app: Drive, item: Item): string {
  const [piece] = item.pieces;
  return item.box === null && piece !== undefined ? whatOf(app, piece) : item.name;
}

// What is in it, line by line.
export function contents(app: Drive, item: Item, of: (piece: Piece) => number = left): Shown {
  const some = item.pieces.filter((one) => of(one) > 0);
  return html`
    <span class="drive-contents">
      ${some.map(
        (piece) => html`
          <span class="drive-piece">
            ${item.box === null ? "" : html`<span>${own(whatOf(app, piece))}</span>`}
            <b>${say("pieces", { number: of(piece) })}</b>
          </span>
        `,
      )}
      ${some.length === 0 ? say("d_empty_box") : ""}
    </span>
  `;
}

export function note(sign: string, kind: "" | "care" | "stop" | "good", words: Shown | string): TemplateResult {
  return html`
    <p class="note ${kind === "" ? "" : `note-${kind}`}">
      ${icon(sign)}
      <span>${words}</span>
    </p>
  `;
}

export function backTo(word: string, pressed: () => void): TemplateResult {
  return html`
    <button class="btn drive-back" type="button" @click=${pressed}>
      ${icon("arrow-left", true)}
      <span>${word}</span>
    </button>
  `;
}
