// Things as hands carry them, in lists: how many are left, each to be tapped, or only to be seen; and
// the question before a van leaves while some are not where they should be.

import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { say } from "../../scan/words";
import type { Drive } from "../app";
import type { Cargo, Item } from "../cargo";
import type { State, Turn } from "../state";
import { BIG, type Shown, button, contents, icon, nameOf, note, own } from "./parts";

export interface About {
  readonly sign?: string;
  readonly under?: (item: Item) => Shown; // beneath its name, instead of what is in it
  readonly beside?: (item: Item) => Shown;
}

// The number on top, until it is nothing.
export function tally(number: number, nothing: string, left: string): Shown {
  return html`
    <section class="drive-missing" aria-live="polite">
      <strong>${number}</strong>
      <span>${say(number === 0 ? nothing : left, { number })}</span>
    </section>
  `;
}

export function toTap(
  app: Drive,
  word: string,
  items: readonly Item[],
  tapped: (state: State, item: Item, cargo: Cargo) => Turn,
  about: About = {},
): Shown {
  if (items.length === 0) {
    return "";
  }
  return html`
    <h2>${say(word)}</h2>
    <ul class="drive-items">
      ${repeat(
        items,
        (item) => item.key,
        (item) => html`
          <li>
            <button
              class="drive-item"
              type="button"
              @click=${() => app.session.tap((state, cargo) => tapped(state, item, cargo))}
            >
              ${shown(app, item, about)} ${icon("plus")}
            </button>
          </li>
        `,
      )}
    </ul>
  `;
}

export function toSee(app: Drive, items: readonly Item[], about: About = {}, looks = ""): Shown {
  return html`
    <ul class="drive-items">
      ${items.map((item) => html`<li class="drive-item ${looks}">${shown(app, item, about)}</li>`)}
    </ul>
  `;
}

export function folded(word: string, inside: Shown, isOpen = false): Shown {
  return html`
    <details class="more-fields" ?open=${isOpen}>
      <summary>${word}</summary>
      ${inside}
    </details>
  `;
}

export interface Leaving {
  readonly word: string;
  readonly without: string; // what is said where `missing` is not nothing
  readonly anyway: string;
}

// The van leaves: at once where nothing is missing, else after a second tap.
export function leaving(app: Drive, missing: number, words: Leaving, left: () => void): Shown {
  if (missing > 0 && app.session.state.asks !== "leaving") {
    const ask = (): void => app.session.change((state) => ({ ...state, asks: "leaving" }));
    return button(say(words.word), "steering-wheel", ask, "btn w-100");
  }
  return missing > 0
    ? html`
        ${note("alert-triangle", "care", say(words.without, { number: missing }))}
        ${button(say(words.anyway), "steering-wheel", left, "btn w-100")}
      `
    : button(say(words.word), "steering-wheel", left, BIG);
}

function shown(app: Drive, item: Item, { sign, under, beside }: About): Shown {
  const usual = item.box === null ? "shopping-bag" : "package";
  return html`
    ${icon(sign ?? usual)}
    <span class="drive-what">
      <strong>${own(nameOf(app, item))}</strong>
      ${under === undefined ? contents(app, item) : under(item)}
    </span>
    ${beside === undefined ? "" : beside(item)}
  `;
}
