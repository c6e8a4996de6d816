// The last step of packing: how the box is closed, as its gate wants it, and that it is.

import { html } from "lit-html";

import type { App } from "../app";
import { PACKAGINGS } from "../closing";
import { type Choice, choiceFor, closedAs, sealed } from "../verbs/sealing";
import { say } from "../words";
import { type Shown, button, icon } from "./parts";

export function sealing(app: App): Shown {
  const choice = choiceFor(app.session.state, app.room.known);
  const seal = (): void => app.session.tap((now) => sealed(now, app.room.known));
  return html`
    ${choice === null ? "" : closing(app, choice)}
    ${button(say("seal"), "lock", seal, "btn btn-primary w-100")}
  `;
}

function closing(app: App, choice: Choice): Shown {
  const { packaging, repacked, says, repack } = choice;
  const set = (how: Partial<Choice>) => () =>
    app.session.change((now) => closedAs(now, { ...choice, ...how }));
  const said = [...new Set([...says, repack].filter((one) => one !== ""))];
  return html`
    <fieldset class="scan-closing">
      <legend>${say("how_is_it_closed")}</legend>
      <div class="scan-ways">
        ${PACKAGINGS.map(
          (one) => html`
            <button
              class="btn"
              type="button"
              data-packaging=${one}
              aria-pressed=${one === packaging}
              @click=${set({ packaging: one })}
            >
              ${say(`packaging_${one}`)}
            </button>
          `,
        )}
      </div>
      ${said.map(
        (one) => html`
          <p class="scan-gate">${icon("alert-triangle")} <span>${one}</span></p>
        `,
      )}
      ${
        repack === ""
          ? ""
          : html`
              <label class="form-check">
                <input
                  class="form-check-input"
                  type="checkbox"
                  .checked=${repacked}
                  @change=${set({ repacked: !repacked })}
                />
                <span class="form-check-label">${say("packed_anew")}</span>
              </label>
            `
      }
    </fieldset>
  `;
}
