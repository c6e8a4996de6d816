// What proves a handover, as the facility wants it: needed, asked, possible. What it forbids is not here.

import { html } from "lit-html";

import { redrawn } from "../../scan/picture";
import { say } from "../../scan/words";
import type { Drive } from "../app";
import type { StopNow } from "../cargo";
import { delivery } from "../deeds";
import { receiptIn, shown } from "../receipt";
import type { Level, Proof } from "../road";
import { type Handover, done } from "../state";
import { become, step } from "./handing";
import { BIG, type Shown, backTo, button, icon, note, own } from "./parts";
import { signing } from "./signing";

const LONGEST_SIDE = 1600; // pixels of a photo
const ORDER: readonly Proof[] = ["paper", "signature", "photo", "pin", "scan"];
type Asks = (app: Drive, now: StopNow, told: Handover) => Shown;

const ASKS: { readonly [kind in Proof]: Asks } = {
  paper,
  signature: (app, _now, told) => signing(app, told),
  photo: (app, _now, told) => photo(app, told, "photo", "d_photo_goods"),
  pin,
  scan: (_app, _now, told) => (told.scanned ? kept("d_kept_scan") : note("scan", "", say("d_scan_one"))),
};

export function proving(app: Drive, now: StopNow, told: Handover): Shown {
  const wanted = ORDER.filter((kind) => isWanted(now, kind));
  const more = ORDER.filter((kind) => now.stop.proof[kind] === "optional" && isPossible(now, kind));
  const missing = wanted.filter((kind) => now.stop.proof[kind] === "required" && !has(told, kind));
  const handOver = (): void => {
    app.session.tap((state, cargo) => {
      const here = cargo.stops.find((one) => one.stop.id === told.stop) ?? now;
      const deed = delivery(cargo, here, state.handover ?? told);
      return done({ ...state, asks: "", handover: null }, deed.says, deed);
    });
    window.scrollTo({ top: 0 });
  };
  return html`
    ${backTo(say("back"), step(app, { step: "who" }))}
    ${wanted.map((kind) => proof(app, now, told, kind))}
    ${
      more.length === 0
        ? ""
        : html`
            <details class="more-fields">
              <summary>${say("d_more_proof")}</summary>
              ${more.map((kind) => proof(app, now, told, kind))}
            </details>
          `
    }
    ${missing.length > 0 ? note("alert-triangle", "care", say("d_proof_missing", { what: missing.map((one) => say(`d_proof_${one}`)).join(", ") })) : ""}
    ${button(say("d_write_down"), "check", handOver, BIG)}
  `;
}

function isWanted(now: StopNow, kind: Proof): boolean {
  const level = now.stop.proof[kind];
  return (level === "required" || level === "asked") && isPossible(now, kind);
}

// A gate that wants no camera sees none, whatever its policy says.
function isPossible({ stop }: StopNow, kind: Proof): boolean {
  return kind !== "photo" || (stop.camera && stop.keeps_pictures);
}

function has(told: Handover, kind: Proof): boolean {
  switch (kind) {
    case "paper":
      return told.signed;
    case "scan":
      return told.scanned;
    case "pin":
      return typed.has(told.id);
    default:
      return told.pictures.some((one) => one.kind === kind);
  }
}

function proof(app: Drive, now: StopNow, told: Handover, kind: Proof): Shown {
  const level: Level = now.stop.proof[kind];
  return html`
    <section class="drive-proof" aria-labelledby=${`proof-${kind}`}>
      <h3 id=${`proof-${kind}`}>
        ${say(`d_proof_${kind}`)}
        ${level === "optional" ? "" : html`<span class="drive-level is-${level}">${say(`d_level_${level}`)}</span>`}
      </h3>
      ${ASKS[kind](app, now, told)}
    </section>
  `;
}

function kept(key: string): Shown {
  return note("circle-check", "good", say(key));
}

// The signed sheet stays paper; its number says which it is.
function paper(app: Drive, now: StopNow, told: Handover): Shown {
  const { sheet } = now.stop;
  const known = sheet?.receipt_number ?? "";
  const signed = (event: Event): void => {
    const is = (event.target as HTMLInputElement).checked;
    become(app, { signed: is, receipt: is ? known : "" });
  };
  const number = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const receipt = receiptIn(field.value);
    field.setCustomValidity(receipt === null && field.value !== "" ? say("d_wrong_receipt") : "");
    field.reportValidity();
    become(app, { receipt: receipt ?? "", signed: receipt !== null });
  };
  return html`
    ${
      known === ""
        ? html`
            <label class="form-label" for="receipt">${say("d_receipt")}</label>
            <input
              class="form-control"
              id="receipt"
              inputmode="numeric"
              maxlength="12"
              autocomplete="off"
              .value=${told.receipt === "" ? "" : shown(told.receipt)}
              @change=${number}
            />
          `
        : html`
            <label class="drive-tick">
              <input class="form-check-input" type="checkbox" .checked=${told.signed} @change=${signed} />
              <span>${say("d_sheet_signed", { sheet: shown(known) })}</span>
            </label>
          `
    }
    ${now.stop.keeps_pictures ? photo(app, told, "paper", "d_photo_paper") : ""}
  `;
}

function photo(app: Drive, told: Handover, kind: Proof, word: string): Shown {
  const taken = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    field.value = "";
    if (file !== undefined) {
      app.session.picture(kind, redrawn(file, LONGEST_SIDE));
      if (kind === "paper") {
        become(app, { signed: true });
      }
    }
  };
  return html`
    ${told.pictures
      .filter((one) => one.kind === kind)
      .map(
        (one) => html`
          <p class="drive-kept">
            ${icon("circle-check")}
            <span>${say(`d_kept_${kind}`)}</span>
            <button class="btn btn-sm" type="button" @click=${() => app.session.unpicture(one.sha256)}>
              ${say("d_take_away")}
            </button>
          </p>
        `,
      )}
    <label class="btn w-100 scan-photo">
      ${icon("camera")}
      <span>${say(word)}</span>
      <input
        class="visually-hidden"
        type="file"
        accept="image/*"
        capture="environment"
        @change=${taken}
      />
    </label>
  `;
}

// Kept in memory alone: which handovers have one, so that the page can say so.
const typed = new Set<string>();

function pin(app: Drive, _now: StopNow, told: Handover): Shown {
  const given = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    app.session.whisper(field.value.trim());
    if (field.value.trim() === "") {
      typed.delete(told.id);
    } else {
      typed.add(told.id);
    }
    app.draw();
  };
  return html`
    <label class="form-label" for="their-pin">${say("d_their_pin")}</label>
    <input
      class="form-control"
      id="their-pin"
      type="password"
      inputmode="numeric"
      maxlength="12"
      autocomplete="off"
      @change=${given}
    />
    <p class="hint">${say("d_pin_not_kept")}</p>
    ${typed.has(told.id) ? html`<p class="hint">${icon("check")} ${own("••••")}</p>` : ""}
  `;
}
