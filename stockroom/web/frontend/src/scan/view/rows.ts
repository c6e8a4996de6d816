// What was scanned: what could not be done first, then the newest acts with what became of each.

import { type TemplateResult, html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import type { Act } from "../act";
import type { Sender } from "../sender";
import type { Blocker } from "../hands";
import type { Says } from "../state";
import { say, time } from "../words";
import { type Shown, icon, own } from "./parts";

const SIGNS: { readonly [state in Act["state"]]: string } = {
  saved: "device-mobile",
  recorded: "checks",
  held: "clock-pause",
  refused: "alert-triangle",
  parked: "clock",
};

// A page that does acts, and shows what became of them.
export interface Acting {
  readonly sender: Sender;
  spoken(says: Says): string;
  readonly session: {
    readonly acts: readonly Act[];
    readonly blockers: readonly Blocker[];
    readonly pending: readonly string[];
    mayUndo(act: Act): boolean;
    undo(act: Act): void;
    drop(act: Act): void;
    retry(act: Act): void;
    unblock(blocker: Blocker): void;
  };
}

export function blockers(app: Acting): Shown {
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

export function rows(app: Acting): Shown {
  return html`
    <section class="scan-rows" aria-labelledby="rows-word">
      <h2 id="rows-word">${say("what_you_did")}</h2>
      ${acted(app)}
    </section>
  `;
}

// The same folded away, at the end of a page; open where a coordinator keeps one of the acts.
export function foldedRows(app: Acting): Shown {
  const isKept = app.session.acts.some((act) => act.state === "held");
  return html`
    <details class="more-fields scan-rows" ?open=${isKept}>
      <summary>${say("what_you_did")}</summary>
      ${acted(app)}
    </details>
  `;
}

function acted(app: Acting): TemplateResult {
  const acts = app.session.acts.filter((act) => act.state !== "refused");
  return html`
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
  `;
}

function row(app: Acting, act: Act): Shown {
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
