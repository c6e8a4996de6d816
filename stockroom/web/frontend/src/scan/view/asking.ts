// A question that one tap answers, in the place where the eye is.

import { type TemplateResult, html } from "lit-html";

import type { App } from "../app";
import { type Spot, piecesAt } from "../known";
import { type Ask, done } from "../state";
import { step } from "../step";
import { judged } from "../verbs/looking";
import { onRun } from "../verbs/loading";
import { from, sources } from "../verbs/moving";
import { promised, promisesOf } from "../verbs/promised";
import { type Sorted, BAGS, mixedIn, poured } from "../verbs/sorting";
import { WHYS, instead, swapped, swapsFor } from "../verbs/swapping";
import { language, say } from "../words";
import { describing } from "./describing";
import { type Shown, button, icon, numberIn, own, select, stepper, textIn, what } from "./parts";
import { wanted } from "./wanted";

const OUTCOMES = ["accept", "quarantine", "redirect", "recycle", "destroy"] as const;

type Of<Kind extends Ask["kind"]> = Ask & { readonly kind: Kind };

export function asking(app: App): Shown {
  const { ask } = app.session.state;
  if (ask === null) {
    return "";
  }
  return html`
    <section class="scan-ask" aria-labelledby="ask-word">
      ${body(app, ask)}
      ${button(say("never_mind"), "x", () => app.session.change((now) => ({ ...now, ask: null })), "btn scan-mind")}
    </section>
  `;
}

function body(app: App, ask: Ask): TemplateResult {
  switch (ask.kind) {
    case "where":
      return where(app, ask);
    case "which":
      return which(app, ask);
    case "instead":
      return insteadOf(app, ask);
    case "why":
      return why(app, ask);
    case "many":
      return many(app, ask);
    case "inspect":
      return inspect(app, ask);
    case "describe":
      return describing(app, ask);
    case "sort":
      return sorting(app, ask, mixedIn(ask.box, app.room.known) === undefined);
    case "run":
      return runs(app, ask);
  }
}

function title(word: string, about = ""): TemplateResult {
  return html`
    <h2 id="ask-word" tabindex="-1">${word}</h2>
    ${
      about === ""
        ? ""
        : html`
            <p class="scan-about">${own(about)}</p>
          `
    }
  `;
}

function choice(word: string | TemplateResult, more: string, pressed: () => void): TemplateResult {
  return html`
    <button class="scan-choice" type="button" @click=${pressed}>
      <strong>${word}</strong>
      <span>${more}</span>
      ${icon("chevron-right", true)}
    </button>
  `;
}

function where(app: App, { lot }: Of<"where">): TemplateResult {
  const { known } = app.room;
  const places = app.session.state.target === null ? [] : sources(lot, app.session.state.target);
  return html`
    ${title(say("from_where"), what(app, lot))}
    ${places.map((number) =>
      choice(
        own(known.place(number)?.name ?? number),
        say("pieces", { number: piecesAt(lot, number) }),
        () => app.session.tap((now) => from(now, lot, number, known)),
      ),
    )}
  `;
}

function which(app: App, { lot }: Of<"which">): TemplateResult {
  const { known } = app.room;
  const said = (spot: Spot): string =>
    say("promised_from", { number: spot.quantity, place: known.place(spot.place)?.name ?? "" });
  return html`
    ${title(say("for_whom"), what(app, lot))}
    ${promisesOf(app.session.state, lot, known).map((spot) =>
      choice(
        html`
          ${own(spot.facility ?? "")}
          <span class="scan-list">${say("list_number", { number: spot.wish_list ?? 0 })}</span>
        `,
        said(spot),
        () => app.session.tap((now) => promised(now, lot, spot, known)),
      ),
    )}
  `;
}

function insteadOf(app: App, { lot }: Of<"instead">): TemplateResult {
  const { known } = app.room;
  return html`
    ${title(say("instead_of_which"), what(app, lot))}
    ${swapsFor(lot, known).map((swap) =>
      choice(
        html`
          ${own(swap.spot.facility ?? "")}
          <span class="scan-list">${say("list_number", { number: swap.spot.wish_list ?? 0 })}</span>
        `,
        say("promised_from", {
          number: swap.spot.quantity,
          place: known.place(swap.spot.place)?.name ?? "",
        }),
        () => app.session.tap((now) => instead(now, lot, swap)),
      ),
    )}
  `;
}

function why(app: App, { lot, swap }: Of<"why">): TemplateResult {
  const { known } = app.room;
  return html`
    ${title(say("why_instead"), known.place(swap.spot.place)?.name ?? "")}
    ${WHYS.map((one) =>
      choice(say(`why_${one}`), say(`then_${one}`), () =>
        app.session.tap((now) => swapped(now, lot, swap, one, known)),
      ),
    )}
  `;
}

function many(app: App, { lot, most, draft }: Of<"many">): TemplateResult {
  const sent = (event: SubmitEvent): void => {
    event.preventDefault();
    const quantity = Math.min(most, numberIn(event.target as HTMLFormElement, "quantity"));
    const says = { ...draft.says, facts: { ...draft.says.facts, number: quantity } };
    const some = { ...draft, content: { ...draft.content, quantity }, says };
    app.session.tap((now) => done(now, some));
  };
  return html`
    ${title(say("how_many"), what(app, lot))}
    <form @submit=${sent}>
      ${stepper("quantity", say("how_many"), most)}
      <p class="hint">${say("there_are", { number: most })}</p>
      <button class="btn btn-primary btn-send w-100" type="submit">${say("these")}</button>
    </form>
  `;
}

function inspect(app: App, { lot }: Of<"inspect">): TemplateResult {
  const checks = app.checks(lot.product);
  const tell =
    (outcome: string, note = "") =>
    () =>
      app.session.tap((now) => judged(now, lot, outcome, note, app.room.known));
  return html`
    ${title(say("look_at_it"), what(app, lot))}
    ${lot.on_hold ? "" : wanted(app, lot)}
    ${
      lot.on_hold
        ? html`
            <p class="note note-stop">
              ${icon("hand-stop")}
              <span>${say("is_on_hold")}</span>
            </p>
          `
        : ""
    }
    ${
      checks.length === 0
        ? ""
        : html`
            <ol class="scan-checks">
              ${checks.map(
                (check) => html`
                  <li>
                    <span>${check.question}</span>
                    <button
                      class="btn btn-sm"
                      type="button"
                      @click=${tell(check.otherwise, `${check.question} ${say("no_word")}`)}
                    >
                      ${say("no_word")}
                    </button>
                  </li>
                `,
              )}
            </ol>
          `
    }
    ${button(say(checks.length === 0 ? "outcome_word_accept" : "all_yes"), "circle-check", tell("accept"), "btn btn-primary btn-send w-100")}
    <div class="scan-outcomes">
      ${OUTCOMES.slice(1).map(
        (outcome) => html`
          <button class="btn" type="button" @click=${tell(outcome)}>
            ${say(`outcome_word_${outcome}`)}
          </button>
        `,
      )}
    </div>
  `;
}

function sorting(app: App, { lot, box }: Of<"sort">, isEmpty: boolean): TemplateResult {
  const isBag = lot.product === BAGS;
  const sent = (event: SubmitEvent): void => {
    event.preventDefault();
    const said = sortedIn(event.target as HTMLFormElement);
    app.session.tap((now) => poured(now, lot, box, said, app.room.known));
  };
  return html`
    ${title(say("what_went_in"), box.name)}
    <form @submit=${sent}>
      ${
        isBag
          ? html`
              <p class="form-label">${say("bags_emptied")}</p>
              ${stepper("bags", say("bags_emptied"), 1)}
            `
          : ""
      }
      <p class="form-label">${say("pieces_in_box")}</p>
      ${stepper("pieces", say("pieces_in_box"), 1)}
      <label class="form-check">
        <input class="form-check-input" type="checkbox" name="guessed" />
        <span class="form-check-label">${say("it_is_a_guess")}</span>
      </label>
      ${isBag && isEmpty ? described() : ""}
      <button class="btn btn-primary btn-send w-100" type="submit">${say("write_it_down")}</button>
    </form>
  `;
}

// An empty box is described by what goes into it first.
function described(): TemplateResult {
  return html`
    <label class="form-label" for="sort-size">${say("size")}</label>
    <input class="form-control" id="sort-size" name="size" maxlength="40" autocomplete="off" />
    ${select("fits", ["any", "girl", "boy"])} ${select("season", ["any", "summer", "winter"])}
  `;
}

function sortedIn(form: HTMLFormElement): Sorted {
  const guessed = form.querySelector<HTMLInputElement>("[name=guessed]")?.checked ?? false;
  return {
    bags: numberIn(form, "bags"),
    pieces: numberIn(form, "pieces"),
    how: guessed ? "guessed" : "counted",
    size: textIn(form, "size"),
    fits: textIn(form, "fits") || "any",
    season: textIn(form, "season") || "any",
  };
}

function runs(app: App, { runs: open, thing }: Of<"run">): TemplateResult {
  const { known } = app.room;
  const day = (text: string): string =>
    new Date(`${text}T12:00`).toLocaleDateString(language, {
      weekday: "long",
      day: "numeric",
      month: "long",
      numberingSystem: "latn",
    });
  return html`
    ${title(say("which_run"))}
    ${open.map((run) =>
      choice(own(known.place(run.van)?.name ?? run.van), day(run.day), () =>
        app.session.tap((now) => step(onRun(now, run, known), thing, known)),
      ),
    )}
  `;
}
