// Small pieces that the views share.

import { type TemplateResult, html, svg } from "lit-html";

import { say } from "../words";

const sprite = document.documentElement.dataset["icons"] ?? "";

export type Shown = TemplateResult | "";

export function icon(name: string, turns = false): TemplateResult {
  return html`
    <svg class="icon ${turns ? "icon-directional" : ""}" aria-hidden="true">
      ${svg`<use href="${sprite}#${name}"></use>`}
    </svg>
  `;
}

export function button(
  word: string,
  sign: string,
  pressed: () => void,
  looks = "btn",
): TemplateResult {
  return html`
    <button class=${looks} type="button" @click=${pressed}>
      ${icon(sign)}
      <span>${word}</span>
    </button>
  `;
}

// A name or code among words of the other direction.
export function own(text: string | number): TemplateResult {
  return html`
    <bdi>${text}</bdi>
  `;
}

// What a lot is, in words: its product and size.
export function what(app: { nameOf(product: string): string }, about: { product: string; size: string }): string {
  return [app.nameOf(about.product), about.size].filter((part) => part !== "").join(" · ");
}

// Sizes, colours of goods and the like, in words, where they say something.
export function qualities(about: { fits: string; season: string; condition?: string }): string {
  const said = [
    about.fits === "any" ? "" : say(`fits_${about.fits}`),
    about.season === "any" ? "" : say(`season_${about.season}`),
    about.condition === undefined ? "" : say(`condition_${about.condition}`),
  ];
  return said.filter((part) => part !== "").join(" · ");
}

export function numberIn(form: HTMLFormElement, name: string): number {
  return Math.max(0, Math.trunc(Number(textIn(form, name)) || 0));
}

export function textIn(form: HTMLFormElement, name: string): string {
  const field = form.elements.namedItem(name);
  const isField = field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
  return isField || field instanceof RadioNodeList ? field.value.trim() : "";
}

// A number with a minus and a plus, for thumbs in gloves.
export function stepper(
  name: string,
  label: string,
  value: number,
  changed: (value: number) => void = () => undefined,
  least = 1,
): TemplateResult {
  const by = (step: number) => (event: Event) => {
    const field = (event.currentTarget as HTMLElement).parentElement?.querySelector("input");
    if (field) {
      field.value = String(Math.max(least, Number(field.value) + step));
      changed(Number(field.value));
    }
  };
  const typed = (event: Event): void =>
    changed(Math.max(least, Number((event.target as HTMLInputElement).value) || least));
  return html`
    <div class="stepper">
      <button class="btn stepper-button" type="button" aria-label=${say("fewer")} @click=${by(-1)}>
        ${icon("minus")}
      </button>
      <input
        class="form-control"
        name=${name}
        aria-label=${label}
        type="number"
        inputmode="numeric"
        min=${least}
        max="100000"
        .value=${String(value)}
        @change=${typed}
        required
      />
      <button class="btn stepper-button" type="button" aria-label=${say("more")} @click=${by(1)}>
        ${icon("plus")}
      </button>
    </div>
  `;
}

export function select(name: string, values: readonly string[], now = ""): TemplateResult {
  return html`
    <select class="form-select" name=${name} aria-label=${say(name)}>
      ${values.map(
        (value) => html`
          <option value=${value} ?selected=${value === now}>${say(`${name}_${value}`)}</option>
        `,
      )}
    </select>
  `;
}
