// The verb, large, and where things come from and go to.

import { html } from "lit-html";

import type { App } from "../app";
import { VERBS, type Verb } from "../state";
import { chosen } from "../step";
import { say } from "../words";
import { type Shown, icon, own } from "./parts";
import { sealing } from "./sealing";

const SIGNS: { readonly [verb in Verb]: string } = {
  take_in: "package-import",
  sort: "hanger",
  inspect: "shield-check",
  put_away: "stack-2",
  move: "transfer",
  pick: "basket",
  pack: "package",
  count: "clipboard-check",
  load: "truck-loading",
  find: "search",
};
// Verbs whose target is set by a scan.
const AIMED: readonly Verb[] = ["sort", "put_away", "move", "pack", "count", "load"];
const MAY_TAKE_SOME: readonly Verb[] = ["put_away", "move", "pick", "pack"];

export function verbs(app: App): Shown {
  const { state } = app.session;
  const pick = (verb: Verb) => () => {
    app.session.tap((now) => chosen(now, verb));
    app.show("none");
  };
  return html`
    <section class="scan-verbs" aria-labelledby="verbs-word">
      <h2 id="verbs-word">${say("what_will_you_do")}</h2>
      <div class="scan-grid">
        ${VERBS.filter((verb) => app.may(verb)).map(
          (verb) => html`
            <button
              class="scan-verb"
              type="button"
              data-verb=${verb}
              aria-pressed=${state.verb === verb}
              @click=${pick(verb)}
            >
              ${icon(SIGNS[verb])}
              <span>${say(verb)}</span>
            </button>
          `,
        )}
      </div>
      ${
        app.online
          ? html`
              <a class="scan-cards" href="/scan/cards">${icon("printer")} ${say("cards")}</a>
            `
          : ""
      }
    </section>
  `;
}

export function route(app: App): Shown {
  const { verb, some } = app.session.state;
  if (verb === null) {
    return "";
  }
  return html`
    <section class="scan-route" aria-label=${say("what_the_next_scan_does")}>
      <button
        class="scan-now"
        type="button"
        @click=${() => app.show("verbs")}
        aria-label=${`${say(verb)}: ${say("change")}`}
      >
        ${icon(SIGNS[verb])}
        <strong>${say(verb)}</strong>
        <span class="scan-change">${say("change")}</span>
      </button>
      ${way(app, verb)}
      ${verb === "pack" && app.session.state.target !== null ? sealing(app) : ""}
      ${
        MAY_TAKE_SOME.includes(verb)
          ? html`
              <label class="form-check scan-some">
                <input
                  class="form-check-input"
                  type="checkbox"
                  .checked=${some}
                  @change=${() => app.session.change((now) => ({ ...now, some: !now.some }))}
                />
                <span class="form-check-label">${say("ask_how_many")}</span>
              </label>
            `
          : ""
      }
    </section>
  `;
}

// Source and target; of the target it is said what to scan while there is none.
function way(app: App, verb: Verb): Shown {
  const source = say(`source_${verb}`);
  if (verb === "inspect" || verb === "find") {
    return html`
      <p class="scan-hint">${source}</p>
    `;
  }
  const { target } = app.session.state;
  const clear = (): void =>
    app.session.change((now) => ({ ...now, target: null, run: null, sheet: null }));
  const mayClear = target !== null && (app.session.state.sheet?.lines.length ?? 0) === 0;
  return html`
    <div class="scan-way">
      ${
        verb === "count"
          ? ""
          : html`
              <div class="scan-end">
                <span>${say("from")}</span>
                <strong>${source}</strong>
              </div>
              <span class="scan-arrow">${icon("arrow-right", true)}</span>
            `
      }
      <div
        class="scan-end scan-target ${AIMED.includes(verb) && target === null ? "scan-missing" : ""}"
      >
        <span>${say(verb === "count" ? "at" : "to")}</span>
        <strong>
          ${
            target === null
              ? say(`target_${verb}`)
              : html`
                  ${own(target.name)}${
                    mayClear
                      ? html`
                          <button
                            class="scan-clear"
                            type="button"
                            aria-label=${say("another_place")}
                            @click=${clear}
                          >
                            ${icon("x")}
                          </button>
                        `
                      : ""
                  }
                `
          }
        </strong>
      </div>
    </div>
  `;
}
