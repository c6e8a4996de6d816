// The scan page as one thing: its parts, what it shows, and what its buttons do.

import type { TemplateResult } from "lit-html";

import { Device } from "./device";
import { Eye } from "./eye";
import type { Told } from "./hands";
import { Outbox } from "./outbox";
import { Room } from "./room";
import { Sender } from "./sender";
import { Session } from "./session";
import { signal } from "./signals";
import { type Says, type Verb, no } from "./state";
import { Turns } from "./turns";
import { page } from "./view/page";
import { byHttp } from "./way";
import { has, language, say } from "./words";

const DRIVERS: readonly Verb[] = ["move", "load", "inspect", "find"];
const ROOT = document.getElementById("scan") as HTMLElement;

export interface Check {
  readonly question: string;
  readonly otherwise: string;
}

export class App extends Device<"verbs"> {
  readonly path = "/scan";
  readonly eye = new Eye({
    seen: (text) => this.session.see(text),
    changed: () => this.draw(),
    secret: () => this.turns.secret(),
  });

  private constructor(
    outbox: Outbox,
    turns: Turns,
    readonly room: Room,
    sender: Sender,
    readonly session: Session,
  ) {
    super(outbox, turns, sender, ROOT);
  }

  static async open(): Promise<App> {
    const outbox = await Outbox.open();
    const turns = new Turns(outbox);
    const room = new Room(outbox, (epoch) => sender.met(epoch));
    const sender: Sender = new Sender(
      outbox,
      byHttp((fresh) => turns.secret(fresh)),
      () => void app.answered(),
    );
    let begun = (): void => undefined;
    const ready = new Promise<void>((over) => (begun = over));
    const parts = {
      outbox,
      sender,
      room,
      turns,
      spoken: (says: Says) => app.spoken(says),
      changed: () => app.draw(),
      told: ({ tone }: Told) => signal(tone),
    };
    const session = new Session(parts, ready);
    const app: App = new App(outbox, turns, room, sender, session);
    await app.open(begun);
    return app;
  }

  // A sentence with its facts as people say them.
  spoken({ key, facts = {} }: Says): string {
    const told: { [name: string]: string | number } = { ...facts };
    if (typeof told["product"] === "string") {
      const size = told["size"] ? ` · ${told["size"]}` : "";
      told["product"] = this.nameOf(told["product"]) + size;
    }
    if (typeof told["verb"] === "string") {
      told["verb"] = say(told["verb"]);
    }
    if (typeof told["what"] === "string") {
      told["what"] = told["what"].slice(0, 120);
    }
    return say(key, told);
  }

  nameOf(product: string): string {
    return this.room.known.nameOf(product, language);
  }

  // What is asked of a product before it is given on, as handed in with the page.
  checks(product: string): readonly Check[] {
    const family = this.room.known.product(product)?.checks ?? "";
    const found: Check[] = [];
    for (let nth = 0; has(`check_${family}_${nth}`); nth++) {
      const otherwise = say(`check_${family}_${nth}_otherwise`);
      found.push({ question: say(`check_${family}_${nth}`), otherwise });
    }
    return found;
  }

  // Which verbs a role's hands have; the service decides in the end.
  may(verb: Verb): boolean {
    return this.turns.me?.role !== "driver" || DRIVERS.includes(verb);
  }

  hear(text: string): void {
    this.session.hear(text);
  }

  protected view(): TemplateResult {
    return page(this);
  }

  protected get busy(): boolean {
    return this.session.working > 0;
  }

  protected get fetchedAt(): number {
    return this.room.fetchedAt;
  }

  protected fetchAhead(): Promise<unknown> {
    return this.room.refresh();
  }

  protected followed(): Promise<void> {
    return this.session.refresh();
  }

  protected blocked({ key, facts = {} }: Says): void {
    this.session.tap((state) => no(state, key, facts));
  }

  protected async remember(): Promise<void> {
    await this.room.remember();
    await this.session.resume();
  }
}
