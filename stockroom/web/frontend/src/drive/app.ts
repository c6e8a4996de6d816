// The driver's page as one thing: its parts, what it shows, and what its buttons do.

import type { TemplateResult } from "lit-html";

import { Device } from "../scan/device";
import { Eye } from "../scan/eye";
import { Outbox } from "../scan/outbox";
import { Sender } from "../scan/sender";
import type { Told } from "../scan/hands";
import { signal } from "../scan/signals";
import type { Says } from "../scan/state";
import { Turns } from "../scan/turns";
import { byHttp } from "../scan/way";
import { language, say } from "../scan/words";
import { Driving } from "./driving";
import { Pictures } from "./pictures";
import { Ahead, nameOf } from "./road";
import { no } from "./state";
import { Uploads } from "./uploads";
import { page } from "./view/page";

const ROOT = document.getElementById("scan") as HTMLElement;

export class Drive extends Device<never> {
  readonly path = "/drive";
  readonly eye = new Eye({
    seen: (text) => this.session.see(text),
    changed: () => this.draw(),
    secret: () => this.turns.secret(),
  });

  private constructor(
    outbox: Outbox,
    turns: Turns,
    readonly ahead: Ahead,
    sender: Sender,
    readonly session: Driving,
    readonly pictures: Pictures,
    readonly uploads: Uploads,
  ) {
    super(outbox, turns, sender, ROOT);
  }

  static async open(): Promise<Drive> {
    const outbox = await Outbox.open();
    const turns = new Turns(outbox);
    const pictures = new Pictures();
    const ahead = new Ahead(outbox, (epoch) => sender.met(epoch), () => turns.me?.id ?? 0);
    const whispered = new Map<string, string>(); // PINs: in memory alone, and for one act each
    const secret = (fresh: boolean): Promise<string> => turns.secret(fresh);
    const way = byHttp(secret, (act) => {
      const pin = whispered.get(act.id);
      return pin === undefined ? {} : { pin };
    });
    const sender: Sender = new Sender(outbox, way, () => void app.answered());
    const uploads = new Uploads(
      pictures,
      secret,
      (act) => outbox.has(act),
      () => app.draw(),
    );
    let begun = (): void => undefined;
    const ready = new Promise<void>((over) => (begun = over));
    const parts = {
      outbox,
      sender,
      turns,
      ahead,
      pictures,
      spoken: (says: Says) => app.spoken(says),
      changed: () => app.draw(),
      told: ({ tone }: Told) => signal(tone),
      whisper: (act: string, pin: string) => void whispered.set(act, pin),
    };
    const session = new Driving(parts, ready);
    const app: Drive = new Drive(outbox, turns, ahead, sender, session, pictures, uploads);
    await app.open(begun);
    return app;
  }

  // A sentence with its facts as people say them.
  spoken({ key, facts = {} }: Says): string {
    const told: { [name: string]: string | number } = { ...facts };
    if (typeof told["product"] === "string") {
      const size = told["size"] ? ` · ${told["size"]}` : "";
      told["thing"] = told["product"] = this.nameOf(told["product"]) + size;
    }
    if (typeof told["nth"] === "string") {
      told["stop"] = say("d_stop", { nth: told["nth"] });
    }
    if (typeof told["where"] === "string") {
      told["where"] = say(`d_where_${told["where"]}`);
    }
    if (typeof told["day"] === "string") {
      told["day"] = this.dayOf(told["day"]);
    }
    if (typeof told["what"] === "string") {
      told["what"] = told["what"].slice(0, 120);
    }
    return say(key, told);
  }

  nameOf(product: string): string {
    return nameOf(this.ahead.road, product, language);
  }

  dayOf(day: string): string {
    const how = { weekday: "long", day: "numeric", month: "long", numberingSystem: "latn" } as const;
    return new Date(`${day}T12:00`).toLocaleDateString(language, how);
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
    return this.ahead.fetchedAt;
  }

  protected async fetchAhead(): Promise<void> {
    await this.ahead.refresh();
    await this.session.refresh();
    void this.uploads.kick();
  }

  protected async followed(): Promise<void> {
    await this.session.refresh();
    void this.uploads.kick();
  }

  protected blocked({ key, facts = {} }: Says): void {
    this.session.tap((state) => no(state, key, facts));
  }

  protected async remember(): Promise<void> {
    await this.ahead.remember();
    await this.session.resume();
    const { handover } = this.session.state;
    const acts = new Set((await this.outbox.latest(10_000)).map((act) => act.id));
    await this.pictures.tidy((act) => acts.has(act) || act === handover?.id, Date.now());
    await this.uploads.count();
    this.uploads.listen();
  }
}
