// What a thing is, asked once: its product, size and number. The next labels mean the same again.

import { type TemplateResult, html } from "lit-html";

import type { App } from "../app";
import { type Ask, type Model, set } from "../state";
import { labelled } from "../verbs/taking";
import { say } from "../words";
import { select } from "./asking";
import { numberIn, stepper, textIn } from "./parts";

const MOST_PRODUCTS = 200;

export function describing(app: App, ask: Ask & { readonly kind: "describe" }): TemplateResult {
  const { products } = app.room.known.bundle;
  const now = app.session.state.model;
  const sent = (event: SubmitEvent): void => {
    event.preventDefault();
    const model = modelIn(event.target as HTMLFormElement, ask, app);
    if (model !== null) {
      app.session.tap((state) =>
        ask.code === null
          ? set({ ...state, model }, "now_its_label", { product: model.product, size: model.size })
          : labelled({ ...state, model }, model, ask.code),
      );
    }
  };
  return html`
    <h2 id="ask-word" tabindex="-1">${say("what_is_it")}</h2>
    ${
      ask.goods === null
        ? ""
        : html`
            <p class="hint">
              ${say("barcode_is_new", { barcode: ask.goods.gtin.replace(/^0+/, "") })}
            </p>
          `
    }
    <form @submit=${sent}>
      <label class="form-label" for="what-product">${say("product")}</label>
      <input
        class="form-control"
        id="what-product"
        name="product"
        list="products"
        required
        maxlength="80"
        autocomplete="off"
        .value=${now === null ? "" : app.nameOf(now.product)}
      />
      <datalist id="products">
        ${products.slice(0, MOST_PRODUCTS).map(
          (one) => html`
            <option value=${app.nameOf(one.code)}></option>
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
        ${select("condition", ["new_sealed", "new", "good", "worn"], now?.condition ?? (ask.goods === null ? "good" : "new_sealed"))}
      </div>
      <button class="btn btn-primary btn-send w-100" type="submit">${say("that_is_it")}</button>
    </form>
    ${
      ask.code === null
        ? ""
        : html`
            <p class="hint">${say("for_label", { code: ask.code })}</p>
          `
    }
  `;
}

// By its name in the reader's language, in English, or by its code; null while it is none of ours.
function modelIn(
  form: HTMLFormElement,
  ask: Ask & { readonly kind: "describe" },
  app: App,
): Model | null {
  const typed = textIn(form, "product").toLowerCase();
  const found = app.room.known.bundle.products.find((one) =>
    [app.nameOf(one.code), one.name, one.code].some((name) => name.toLowerCase() === typed),
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
    brand: ask.goods?.learnt?.brand ?? "",
    gtin: ask.goods?.gtin ?? "",
    batch: ask.goods?.batch ?? "",
    serial: ask.goods?.serial ?? "",
    use_by: ask.goods?.use_by ?? null,
    pieces_per_pack: null,
    quantity: found.depth === "single" ? 1 : Math.max(1, numberIn(form, "quantity")),
  };
}
