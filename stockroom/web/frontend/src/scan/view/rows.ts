// What was scanned: what could not be done first, then the newest acts with what became of each.

import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import type { Act } from "../act";
import type { App } from "../app";
import { say, time } from "../words";
import { type Shown, icon, own } from "./parts";

const SIGNS: { readonly [state in Act["state"]]: string } = {
  saved: "device-mobile",
  recorded: "checks",
  held: "clock-pause",
  refused: "alert-triangle",
  parked: "clock",
};

export function blockers(app: App): Shown {
  const needy = app.session.acts.filter((act) => act.state === "refused");
  if (needy.length + app.session.blockers.length === 0) {
    return "";
  }
  return html`
    <section class="scan-blockers" aria-labelledby="blockers-word">
      <h2 id="blockers-word">${say("needs_you")}</h2>
      <ul>
        ${repeat(
          needy,
          (act) => act.id,
          (act) =>
            stuck(
              act.says,
              act.reason,
              () => app.session.drop(act),
              () => app.session.retry(act),
            ),
        )}
        ${repeat(
          app.session.blockers,
          (one) => one.id,
          (one) => stuck(short(one.text), app.spoken(one.reason), () => app.session.unblock(one)),
        )}
      </ul>
    </section>
  `;
}

function stuck(what: string, why: string, off: () => void, again?: () => void): Shown {
  return html`
    <li class="scan-blocker">
      ${icon("alert-triangle")}
      <p>
        <strong>${why}</strong>
        <span class="quiet">${own(what)}</span>
      </p>
      ${
        again === undefined
          ? ""
          : html`
              <button
                class="scan-clear"
                type="button"
                aria-label=${say("try_again")}
                title=${say("try_again")}
                @click=${again}
              >
                ${icon("refresh")}
              </button>
            `
      }
      <button class="scan-clear" type="button" aria-label=${say("take_off")} @click=${off}>
        ${icon("x")}
      </button>
    </li>
  `;
}

export function rows(app: App): Shown {
  const acts = app.session.acts.filter((act) => act.state !== "refused");
  return html`
    <section class="scan-rows" aria-labelledby="rows-word">
      <h2 id="rows-word">${say("what_you_did")}</h2>
      <ul>
        ${app.session.pending.map(
          (text) => html`
            <li class="scan-row scan-row-new">
              <span class="scan-state">${icon("scan")}</span>
              <span class="scan-says quiet">${own(short(text))}</span>
            </li>
          `,
        )}
        ${repeat(
          acts,
          (act) => act.id,
          (act) => row(app, act),
        )}
      </ul>
      ${
        acts.length + app.session.pending.length === 0
          ? html`
              <p class="quiet">${say("nothing_yet")}</p>
            `
          : ""
      }
    </section>
  `;
}

function row(app: App, act: Act): Shown {
  const state = act.state === "saved" && app.sender.underWay.has(act.id) ? "sent" : act.state;
  return html`
    <li class="scan-row scan-${act.state}">
      <span class="scan-state">${icon(SIGNS[act.state])}</span>
      <span class="scan-says">
        ${act.says}
        <small>
          ${say(`state_${state}`)} ·
          ${time(Date.parse(act.doneAt))}${
            act.reason !== "" && act.state === "held"
              ? html`
                  · ${act.reason}
                `
              : ""
          }
        </small>
      </span>
      ${
        act.lotNumber > 0 && act.content["code"] === undefined
          ? html`
              <strong class="scan-marker">${say("write_on_it", { number: act.lotNumber })}</strong>
            `
          : ""
      }
      ${
        app.session.mayUndo(act)
          ? html`
              <button class="btn btn-sm" type="button" @click=${() => app.session.undo(act)}>
                ${icon("arrow-back-up", true)}
                <span>${say("undo")}</span>
              </button>
            `
          : ""
      }
    </li>
  `;
}

// The end of an address of ours is what tells labels apart.
function short(text: string): string {
  return text.replace(/^https?:\/\/[^/]+\/t\//i, "").slice(0, 40);
}
