// What a thing is, as fields: its product by its name, its size, how many, whom it fits.

import { type TemplateResult, html } from "lit-html";

import { say } from "../words";
import { numberIn, select, stepper, textIn } from "./parts";

const MOST_PRODUCTS = 200;

// The kinds of things that a device knows.
export interface Catalogue {
  readonly products: readonly { readonly code: string; readonly name: string; readonly depth: string }[];
  nameOf(product: string): string;
}

export interface Described {
  readonly product: string;
  readonly size: string;
  readonly fits: string;
  readonly season: string;
  readonly condition: string;
  readonly quantity: number;
}

export function goodsFields(
  from: Catalogue,
  now: Described | null,
  condition = "good",
): TemplateResult {
  return html`
    <label class="form-label" for="what-product">${say("product")}</label>
    <input
      class="form-control"
      id="what-product"
      name="product"
      list="products"
      required
      maxlength="80"
      autocomplete="off"
      .value=${now === null ? "" : from.nameOf(now.product)}
    />
    <datalist id="products">
      ${from.products.slice(0, MOST_PRODUCTS).map(
        (one) => html`
          <option value=${from.nameOf(one.code)}></option>
        `,
      )}
    </datalist>
    <label class="form-label" for="what-size">${say("size")}</label>
    <input
      class="form-control"
      id="what-size"
      name="size"
      maxlength="40"
      autocomplete="off"
      .value=${now?.size ?? ""}
    />
    <p class="form-label">${say("how_many")}</p>
    ${stepper("quantity", say("how_many"), now?.quantity ?? 1)}
    <div class="fields">
      ${select("fits", ["any", "girl", "boy"], now?.fits)}
      ${select("season", ["any", "summer", "winter"], now?.season)}
      ${select("condition", ["new_sealed", "new", "good", "worn"], now?.condition ?? condition)}
    </div>
  `;
}

// By its name in the reader's language, in English, or by its code; null while it is none of ours.
export function goodsIn(form: HTMLFormElement, from: Catalogue): Described | null {
  const typed = textIn(form, "product").toLowerCase();
  const found = from.products.find((one) =>
    [from.nameOf(one.code), one.name, one.code].some((name) => name.toLowerCase() === typed),
  );
  const field = form.elements.namedItem("product") as HTMLInputElement;
  field.setCustomValidity(found === undefined ? say("no_such_product") : "");
  if (found === undefined) {
    field.reportValidity();
    field.addEventListener("input", () => field.setCustomValidity(""), { once: true });
    return null;
  }
  return {
    product: found.code,
    size: textIn(form, "size"),
    fits: textIn(form, "fits"),
    season: textIn(form, "season"),
    condition: textIn(form, "condition"),
    quantity: found.depth === "single" ? 1 : Math.max(1, numberIn(form, "quantity")),
  };
}
