// The run: its stops in order, and the one large way on.

import { html } from "lit-html";

import { say } from "../../scan/words";
import type { Drive } from "../app";
import { type Cargo, type StopNow, isDone, nextStop, open, sum, toHandOver } from "../cargo";
import { BIG, type Shown, button, icon, note, own } from "./parts";
import { titleOf, windowOf } from "./stop_parts";

export function run(app: Drive, cargo: Cargo): Shown {
  return html`
    ${wayOn(app, cargo)}
    <h2>${say("d_stops", { number: cargo.stops.length })}</h2>
    <ol class="drive-stops">
      ${cargo.stops.map((now) => stopRow(app, cargo, now))}
    </ol>
    ${cargo.isClosed ? "" : html`<div class="buttons">${others(app, cargo)}</div>`}
  `;
}

function wayOn(app: Drive, cargo: Cargo): Shown {
  if (cargo.isClosed) {
    return note("circle-check", "good", say("d_run_is_closed"));
  }
  if (!cargo.hasLeft) {
    return button(say("d_load_the_van"), "truck-loading", to(app, "load"), BIG);
  }
  const next = nextStop(cargo);
  return next === undefined
    ? button(say("d_end_of_run"), "home", to(app, "end"), BIG)
    : button(say("d_to_stop", { stop: titleOf(next) }), "steering-wheel", toStop(app, next), BIG);
}

function others(app: Drive, cargo: Cargo): Shown {
  const isNext = nextStop(cargo) === undefined;
  return html`
    ${cargo.hasLeft ? button(say("d_load_more"), "truck-loading", to(app, "load")) : ""}
    ${cargo.hasLeft && !isNext ? button(say("d_bring_back"), "truck-return", to(app, "end")) : ""}
    ${
      app.online
        ? html`
            <a class="btn" href=${`/runs/${cargo.run.id}`}>
              ${icon("map-pin")}
              <span>${say("d_addresses")}</span>
            </a>
          `
        : ""
    }
  `;
}

function stopRow(app: Drive, cargo: Cargo, now: StopNow): Shown {
  const isNext = cargo.hasLeft && nextStop(cargo)?.stop.id === now.stop.id;
  const done = isDone(now);
  return html`
    <li>
      <button
        class="drive-stop ${done ? "is-done" : ""} ${isNext ? "is-next" : ""}"
        type="button"
        aria-current=${isNext ? "step" : "false"}
        @click=${toStop(app, now)}
      >
        <span class="drive-number">${now.stop.position}</span>
        <span class="drive-what">
          <strong>${own(titleOf(now))}</strong>
          <span>${stateOf(now)}</span>
        </span>
        <span class="drive-when">${windowOf(now.stop)}</span>
        ${done ? icon(now.calledOff === "" ? "circle-check" : "ban") : icon("chevron-right", true)}
      </button>
    </li>
  `;
}

function stateOf(now: StopNow): string {
  if (now.calledOff !== "") {
    return say("d_not_today_because", { why: say(`d_off_${now.calledOff}`) });
  }
  if (now.left) {
    return say(now.told ? "d_handed_over_here" : "d_left_here");
  }
  const aboard = sum(toHandOver(now), open);
  const behind = now.items.filter((item) => item.where === "behind").length;
  if (behind > 0) {
    return say("d_to_load", { number: behind });
  }
  return aboard > 0 ? say("d_pieces_aboard", { number: aboard }) : say(`d_kind_${now.stop.kind}`);
}

function to(app: Drive, screen: "load" | "end"): () => void {
  return () => {
    app.session.change((state) => ({ ...state, screen, asks: "", stop: null, handover: null }));
    window.scrollTo({ top: 0 });
  };
}

function toStop(app: Drive, { stop }: StopNow): () => void {
  return () => {
    app.session.change((state) => {
      const handover = state.handover?.stop === stop.id ? state.handover : null;
      return { ...state, screen: "stop", asks: "", stop: stop.id, handover };
    });
    window.scrollTo({ top: 0 });
  };
}
