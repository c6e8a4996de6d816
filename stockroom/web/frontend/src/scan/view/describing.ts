// What a thing is, asked once: its product, size and number. The next labels mean the same again.

import { type TemplateResult, html } from "lit-html";

import type { App } from "../app";
import { type Ask, type Model, set } from "../state";
import { labelled } from "../verbs/taking";
import { say } from "../words";
import { type Catalogue, goodsFields, goodsIn } from "./goods";

export function describing(app: App, ask: Ask & { readonly kind: "describe" }): TemplateResult {
  const catalogue: Catalogue = {
    products: app.room.known.bundle.products,
    nameOf: (product) => app.nameOf(product),
  };
  const now = app.session.state.model;
  const sent = (event: SubmitEvent): void => {
    event.preventDefault();
    const model = modelIn(event.target as HTMLFormElement, ask, catalogue);
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
      ${goodsFields(catalogue, now, ask.goods === null ? "good" : "new_sealed")}
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

function modelIn(
  form: HTMLFormElement,
  ask: Ask & { readonly kind: "describe" },
  from: Catalogue,
): Model | null {
  const said = goodsIn(form, from);
  return said && {
    ...said,
    brand: ask.goods?.learnt?.brand ?? "",
    gtin: ask.goods?.gtin ?? "",
    batch: ask.goods?.batch ?? "",
    serial: ask.goods?.serial ?? "",
    use_by: ask.goods?.use_by ?? null,
    pieces_per_pack: null,
  };
}
