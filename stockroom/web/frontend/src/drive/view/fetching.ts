// What is fetched at a donor, or at a site of ours beside what the books have there: bags and boxes by
// number and weight, anything else by its name. A label is scanned first, where there is one.

import { html } from "lit-html";

import type { Content } from "../../scan/act";
import { shown } from "../../scan/codes";
import { type Catalogue, goodsFields, goodsIn } from "../../scan/view/goods";
import { stepper, numberIn, textIn } from "../../scan/view/parts";
import { say } from "../../scan/words";
import { western } from "../../scan/writing";
import type { Drive } from "../app";
import type { StopNow } from "../cargo";
import { type Goods, pickingUp } from "../deeds";
import { done } from "../state";
import { type Shown, button, icon, note, own, whatOf } from "./parts";

const BAGS = "BAG";
const GRAMS = 1000;

// What was written down, and the two ways to write something down.
export function fetching(app: Drive, now: StopNow): Shown {
  const { asks, label } = app.session.state;
  const form = asks === "bags" ? bags(app, now) : asks === "thing" ? thing(app, now) : "";
  return html`
    ${form === "" ? ways(app) : form}
    ${label === "" ? labelFirst(form === "") : note("qrcode", "good", say("d_label_is_for_next", { code: shown(label) }))}
    ${form === "" ? fetched(app, now) : ""}
  `;
}

// Whether a form of it is open: then it has the screen for itself.
export function isWriting(app: Drive): boolean {
  return ["bags", "thing"].includes(app.session.state.asks);
}

function ways(app: Drive): Shown {
  const open = (asks: "bags" | "thing") => (): void => {
    app.session.change((state) => ({ ...state, asks }));
  };
  return html`
    <div class="drive-ways">
      ${button(say("d_bags"), "shopping-bag", open("bags"), "btn btn-primary btn-send w-100")}
      ${button(say("d_a_thing"), "box", open("thing"), "btn w-100")}
    </div>
  `;
}

function labelFirst(isAsked: boolean): Shown {
  return isAsked ? html`<p class="hint">${say("d_label_first")}</p>` : "";
}

function bags(app: Drive, now: StopNow): Shown {
  const sent = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const kilograms = Number(western(textIn(form, "kg")).replace(",", ".")) || 0;
    const weight = Math.round(kilograms * GRAMS);
    const quantity = Math.max(1, numberIn(form, "quantity"));
    write(app, now, { product: BAGS, quantity, ...(weight > 0 ? { weight_g: weight } : {}) });
  };
  return html`
    <form class="scan-ask" @submit=${sent}>
      <h3>${say("d_bags")}</h3>
      <p class="form-label">${say("how_many")}</p>
      ${stepper("quantity", say("how_many"), 1)}
      <label class="form-label" for="fetched-kg">${say("d_kilograms")}</label>
      <input
        class="form-control"
        id="fetched-kg"
        name="kg"
        inputmode="decimal"
        maxlength="8"
        autocomplete="off"
      />
      ${ends(app)}
    </form>
  `;
}

function thing(app: Drive, now: StopNow): Shown {
  const from: Catalogue = {
    products: app.ahead.road.products,
    nameOf: (product) => app.nameOf(product),
  };
  const sent = (event: SubmitEvent): void => {
    event.preventDefault();
    const said = goodsIn(event.target as HTMLFormElement, from);
    if (said !== null) {
      write(app, now, said);
    }
  };
  return html`
    <form class="scan-ask" @submit=${sent}>
      <h3>${say("d_a_thing")}</h3>
      ${goodsFields(from, null)} ${ends(app)}
    </form>
  `;
}

function ends(app: Drive): Shown {
  const never = (): void => app.session.change((state) => ({ ...state, asks: "" }));
  return html`
    <button class="btn btn-primary btn-send w-100" type="submit">
      ${icon("truck-loading")}
      <span>${say("d_is_aboard")}</span>
    </button>
    ${button(say("never_mind"), "x", never)}
  `;
}

function write(app: Drive, now: StopNow, goods: Goods): void {
  app.session.tap((state, cargo) => {
    const deed = pickingUp(cargo, now, goods, state.label);
    return done({ ...state, asks: "", label: "" }, deed.says, deed);
  });
}

// What was written down here, each with its code.
function fetched(app: Drive, now: StopNow): Shown {
  const here = app.session.fetchedAt(now.stop.id);
  return here.length === 0
    ? ""
    : html`
        <h3>${say("d_fetched_here")}</h3>
        <ul class="drive-items">
          ${here.map(
            ({ content }) => html`
              <li class="drive-item is-done">
                ${icon("check")}
                <span class="drive-what">
                  <strong>${own(whatOf(app, said(content)))}</strong>
                  <span>${say("pieces", { number: Number(content["quantity"]) })}</span>
                  <span>${own(shown(String(content["code"])))}</span>
                </span>
              </li>
            `,
          )}
        </ul>
      `;
}

function said(content: Content): { readonly product: string; readonly size: string } {
  return { product: String(content["product"]), size: String(content["size"] ?? "") };
}
