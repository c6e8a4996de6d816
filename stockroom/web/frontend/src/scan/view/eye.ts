// The camera with what belongs to it; and the other ways to scan where there is none.

import { html } from "lit-html";

import type { Eye } from "../eye";
import { say } from "../words";
import { type Shown, button, icon } from "./parts";

// What a page with an eye lends it.
export interface Seeing {
  readonly eye: Eye;
  hear(text: string): void;
  readPhoto(file: Blob): Promise<void>;
}

export function eye(app: Seeing): Shown {
  return html`
    <section class="scan-eye" aria-label=${say("camera")}>
      <div class="scan-window" ?hidden=${!app.eye.on}>
        ${app.eye.video}
        <div class="scan-tools">
          ${app.eye.hasTorch ? tool(say("torch"), "bulb", () => void app.eye.light(), app.eye.torch) : ""}
          ${app.eye.cameras.length > 1 ? tool(say("other_camera"), "camera-rotate", () => void app.eye.next()) : ""}
          ${tool(say("stop_camera"), "player-pause", () => app.eye.stop())}
        </div>
      </div>
      ${app.eye.on ? "" : closed(app)} ${typed(app)}
    </section>
  `;
}

function closed(app: Seeing): Shown {
  const { trouble } = app.eye;
  return html`
    ${
      trouble === null
        ? ""
        : html`
            <p class="note note-care">
              ${icon("info-circle")}
              <span>${say(`camera_${trouble}`)}</span>
            </p>
          `
    }
    ${trouble === "no-camera" ? "" : button(say(app.eye.began ? "start_again" : "start_scanning"), "scan", () => void app.eye.start(), "btn btn-primary btn-send w-100")}
    ${trouble === null ? "" : photo(app)}
  `;
}

function photo(app: Seeing): Shown {
  const taken = (event: Event): void => {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    field.value = "";
    if (file !== undefined) {
      void app.readPhoto(file);
    }
  };
  return html`
    <label class="btn w-100 scan-photo">
      ${icon("camera")}
      <span>${say("photo_of_label")}</span>
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

function typed(app: Seeing): Shown {
  const sent = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector("input");
    if (field !== null && field.value.trim() !== "") {
      app.hear(field.value);
      field.value = "";
    }
  };
  return html`
    <form class="scan-type" @submit=${sent}>
      <label class="visually-hidden" for="typed">${say("type_code")}</label>
      <input
        class="form-control"
        id="typed"
        maxlength="200"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        enterkeyhint="go"
        placeholder=${say("type_code")}
      />
      <button class="btn" type="submit">${say("enter")}</button>
    </form>
  `;
}

function tool(word: string, sign: string, pressed: () => void, on = false): Shown {
  return html`
    <button
      class="scan-tool"
      type="button"
      aria-label=${word}
      title=${word}
      aria-pressed=${on}
      @click=${pressed}
    >
      ${icon(sign)}
    </button>
  `;
}
