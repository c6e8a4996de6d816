// Take in: say or scan what it is, then put a label on each. The next label means "the same again".

import type { Known, Learnt } from "../known";
import {
  type Goods,
  type Model,
  type State,
  type Thing,
  type Turn,
  asks,
  done,
  no,
  set,
} from "../state";

export function takenIn(state: State, thing: Thing, known: Known): Turn {
  switch (thing.kind) {
    case "goods":
      return met(state, thing.goods);
    case "new":
      return state.model === null
        ? asks(state, { kind: "describe", code: thing.code, goods: null }, "what_is_it")
        : labelled(state, state.model, thing.code);
    case "lot":
      return no(state, "label_is_taken", {
        product: known.product(thing.lot.product)?.code ?? thing.lot.product,
      });
    case "place":
      return no(state, "inbound_only", { place: thing.place.name });
    default:
      return no(state, "unknown_text", { text: "" });
  }
}

// Goods met before fill everything; of new ones it is asked once, and remembered by their intake.
function met(state: State, goods: Goods): Turn {
  if (goods.learnt === null) {
    return asks({ ...state, model: null }, { kind: "describe", code: null, goods }, "new_barcode");
  }
  const model = modelOf(goods, goods.learnt);
  return set({ ...state, model }, "now_its_label", { product: model.product, size: model.size });
}

export function modelOf(goods: Goods, learnt: Learnt): Model {
  const { product, size, fits, season, condition, brand, pieces_per_pack } = learnt;
  const { gtin, batch, serial, use_by } = goods;
  return {
    product,
    size,
    fits,
    season,
    condition,
    brand,
    pieces_per_pack,
    gtin,
    batch,
    serial,
    use_by,
    quantity: 1,
  };
}

// One intake of what the model says, under that label; without one where a marker's number serves.
export function labelled(state: State, model: Model, code: string | null): Turn {
  const { product, pieces_per_pack, quantity, use_by, ...about } = model;
  const many =
    pieces_per_pack === null ? { quantity } : { packs: { packs: quantity, pieces_per_pack } };
  const pieces = quantity * (pieces_per_pack ?? 1);
  // The next one is the same again, but for the serial number.
  return done({ ...state, model: { ...model, serial: "" } }, {
    noun: "intakes",
    content: {
      product,
      ...about,
      ...many,
      ...(use_by === null ? {} : { use_by }),
      ...(code === null ? {} : { code }),
    },
    touches: code === null ? [] : [code],
    says: { key: "taken_in", facts: { product, size: model.size, number: pieces } },
  });
}
