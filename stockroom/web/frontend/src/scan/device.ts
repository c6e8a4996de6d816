// What every page of a device does alike: draws itself, knows the network, takes turns, sends what
// waits, offers a newer version. The pages are scanning and driving.

import { type TemplateResult, render } from "lit-html";

import type { Eye } from "./eye";
import type { Outbox } from "./outbox";
import { PhotoRefused } from "./photo";
import type { Sender } from "./sender";
import type { Says } from "./state";
import type { Person, Turns } from "./turns";

const LONGEST_BEGIN_MS = 5_000;
const ASK_AGAIN_MS = 20_000;
const FRESH_MS = 120_000; // what was fetched longer ago is fetched anew when the page has time

export abstract class Device<Panel extends string> {
  panel: Panel | "none" | "people" = "none";
  online = navigator.onLine;
  waiting = 0;
  wrongPin = 0;
  mayForget = false;
  renew: (() => void) | null = null;
  abstract readonly path: string;
  abstract readonly eye: Eye;
  private drawing = false;
  private askedAt = 0;

  protected constructor(
    readonly outbox: Outbox,
    readonly turns: Turns,
    readonly sender: Sender,
    private readonly root: HTMLElement,
  ) {}

  // What was said or could not be done last, as people say it.
  abstract spoken(says: Says): string;
  // A scanned or typed text.
  abstract hear(text: string): void;
  protected abstract view(): TemplateResult;
  protected abstract get busy(): boolean;
  protected abstract get fetchedAt(): number;
  // Take up what this device kept of its work.
  protected abstract remember(): Promise<void>;
  protected abstract fetchAhead(): Promise<unknown>;
  // The outbox has changed: lay its acts over what is known, and read them again.
  protected abstract followed(): Promise<void>;
  protected abstract blocked(says: Says): void;

  show(panel: Panel | "none" | "people"): void {
    this.panel = panel;
    this.draw();
    window.scrollTo({ top: 0 });
  }

  // Draw once for however many changes came together.
  draw(): void {
    if (this.busy) {
      this.root.setAttribute("aria-busy", "true");
    }
    if (!this.drawing) {
      this.drawing = true;
      requestAnimationFrame(() => {
        this.drawing = false;
        render(this.view(), this.root);
        this.root.setAttribute("aria-busy", String(this.busy));
      });
    }
  }

  async readPhoto(file: Blob): Promise<void> {
    try {
      const texts = await this.eye.read(file);
      texts.forEach((text) => this.hear(text));
      if (texts.length === 0) {
        this.blocked({ key: "nothing_in_photo" });
      }
    } catch (fault) {
      const why = fault instanceof PhotoRefused ? fault.message : String(fault);
      this.blocked({ key: "photo_refused", facts: { why } });
    }
  }

  async handOver(person: Person, pin: string): Promise<void> {
    this.wrongPin = (await this.turns.handOver(person, pin)) ? 0 : person.id;
    this.show(this.wrongPin === 0 ? "none" : "people");
  }

  async choosePin(pin: string): Promise<void> {
    await this.turns.choosePin(pin);
    this.show("none");
  }

  async sendNow(): Promise<void> {
    await this.sender.kick();
    await this.fetchAhead();
    this.draw();
  }

  // A newer version lies ready; whoever holds the device says when it may take over.
  offer(renew: () => void): void {
    this.renew = renew;
    this.draw();
  }

  // Whether the browser promises to clear nothing by itself.
  promised(kept: boolean): void {
    this.mayForget = !kept;
    this.draw();
  }

  // The outbox has changed: what waits, what was answered, and who must sign in.
  async answered(): Promise<void> {
    const open = await this.outbox.open();
    this.waiting = open.filter((act) => act.state !== "refused").length;
    if (this.sender.mood === "sign-in" && Date.now() - this.askedAt > ASK_AGAIN_MS) {
      this.askedAt = Date.now();
      void this.enter();
    }
    await this.followed();
  }

  // Show the page as it was left, without what stood there for those without scripts. Who holds it,
  // and what is new, is asked of the service; nobody waits long for its answer before `begun`.
  protected async open(begun: () => void): Promise<void> {
    this.root.replaceChildren();
    await this.turns.remember(Date.now());
    await this.remember();
    await this.answered();
    void Promise.race([this.begin(), pause(LONGEST_BEGIN_MS)]).finally(begun);
  }

  private async begin(): Promise<void> {
    window.addEventListener("online", () => void this.reconnected());
    window.addEventListener("offline", () => void this.reconnected());
    document.addEventListener("visibilitychange", () => void this.freshen());
    this.sender.listen();
    await this.reconnected();
    this.draw();
  }

  private async reconnected(): Promise<void> {
    this.online = navigator.onLine;
    this.draw();
    if (this.online) {
      await this.turns.refresh();
      await this.fetchAhead();
      await this.sender.kick();
      await this.answered();
    }
  }

  private async freshen(): Promise<void> {
    if (!document.hidden && Date.now() - this.fetchedAt > FRESH_MS) {
      await this.fetchAhead();
      this.draw();
    }
  }

  // The service asks who sends: perhaps somebody signed in meanwhile, or has yet to join the device.
  private async enter(): Promise<void> {
    if ((await this.turns.refresh()) === "in") {
      await this.sender.kick();
    }
    this.draw();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((over) => setTimeout(over, milliseconds));
}
