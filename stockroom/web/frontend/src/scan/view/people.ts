// Whose turn it is on this device: handed over by PIN, also without network.

import { html } from "lit-html";

import { LONGEST_PIN, SHORTEST_PIN, isPin } from "../pins";
import type { Person, Turns } from "../turns";
import { say } from "../words";
import { type Shown, button, icon, own, textIn } from "./parts";

// A page on which people take turns.
export interface Shared {
  readonly path: string;
  readonly turns: Turns;
  readonly wrongPin: number;
  handOver(person: Person, pin: string): Promise<void>;
  choosePin(pin: string): Promise<void>;
  show(panel: "none"): void;
}

export function people(app: Shared): Shown {
  const { me, people: all, signedIn } = app.turns;
  return html`
    <section class="scan-people" aria-labelledby="people-word">
      <h2 id="people-word">${say(me === null ? "who_are_you" : "whose_turn")}</h2>
      <ul>
        ${all.map(
          (one) => html`
            <li>${person(app, one, one.id === me?.id)}</li>
          `,
        )}
      </ul>
      ${me !== null && window.isSecureContext ? newPin(app, me) : ""}
      ${
        signedIn === "in"
          ? ""
          : html`
              <a
                class="btn w-100 ${me === null ? "btn-primary btn-send" : ""}"
                href=${`/sign-in?next=${app.path}`}
              >
                ${icon("login")}
                <span>${say("sign_in")}</span>
              </a>
            `
      }
      <p class="hint">${say("another_person")}</p>
      ${me === null ? "" : button(say("back"), "arrow-left", () => app.show("none"))}
    </section>
  `;
}

function person(app: Shared, one: Person, isMe: boolean): Shown {
  if (isMe) {
    return html`
      <p class="scan-me">
        ${icon("user")}
        <strong>${own(one.name)}</strong>
        <span class="quiet">${say("has_the_device")}</span>
      </p>
    `;
  }
  if (one.pin === null) {
    return html`
      <p class="scan-me">
        ${icon("user")} ${own(one.name)}
        <span class="quiet">${say("has_no_pin")}</span>
      </p>
    `;
  }
  const sent = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const pin = textIn(form, "pin");
    form.reset();
    void app.handOver(one, pin);
  };
  return html`
    <details class="scan-me">
      <summary>${icon("user")} ${own(one.name)}</summary>
      <form class="scan-type" @submit=${sent}>
        ${pinField(`pin-${one.id}`)}
        <button class="btn btn-primary" type="submit">${say("its_me")}</button>
      </form>
      ${
        app.wrongPin === one.id
          ? html`
              <p class="note note-stop" role="alert">
                ${icon("alert-triangle")}
                <span>${say("wrong_pin")}</span>
              </p>
            `
          : ""
      }
    </details>
  `;
}

function newPin(app: Shared, me: Person): Shown {
  const sent = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const pin = textIn(form, "pin");
    if (isPin(pin)) {
      form.reset();
      void app.choosePin(pin);
    }
  };
  return html`
    <details class="scan-me" ?open=${me.pin === null}>
      <summary>${say(me.pin === null ? "choose_pin" : "change_pin")}</summary>
      <p class="hint">${say("why_pin")}</p>
      <form class="scan-type" @submit=${sent}>
        ${pinField("pin-new")}
        <button class="btn" type="submit">${say("keep_pin")}</button>
      </form>
    </details>
  `;
}

function pinField(id: string): Shown {
  return html`
    <label class="visually-hidden" for=${id}>${say("pin")}</label>
    <input
      class="form-control"
      id=${id}
      name="pin"
      type="password"
      inputmode="numeric"
      pattern="[0-9]{${SHORTEST_PIN},${LONGEST_PIN}}"
      minlength=${SHORTEST_PIN}
      maxlength=${LONGEST_PIN}
      autocomplete="off"
      required
      placeholder=${say("pin_digits", { number: SHORTEST_PIN, most: LONGEST_PIN })}
    />
  `;
}
