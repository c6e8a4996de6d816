// The scan page as one thing: its parts, what it shows, and what its buttons do.

import { render } from "lit-html";

import { Camera, type Decoder, NoCamera, type Trouble } from "./camera";
import { decoder } from "./decoder";
import { Outbox } from "./outbox";
import { PhotoRefused, readPhoto } from "./photo";
import { Room } from "./room";
import { Sender } from "./sender";
import { Session, type Told } from "./session";
import { signal, unlock } from "./signals";
import { type Says, type Verb, no } from "./state";
import { type Person, Turns } from "./turns";
import { page } from "./view/page";
import { byHttp } from "./way";
import { has, language, say } from "./words";

const LONGEST_BEGIN_MS = 5_000;
const ASK_AGAIN_MS = 20_000;
const FRESH_MS = 120_000; // a bundle older than this is fetched anew when the page has time
const DRIVERS: readonly Verb[] = ["move", "load", "inspect", "find"];
const ROOT = document.getElementById("scan") as HTMLElement;

export interface Check {
  readonly question: string;
  readonly otherwise: string;
}
export type Panel = "none" | "verbs" | "people";

export class App {
  panel: Panel = "none";
  online = navigator.onLine;
  waiting = 0;
  wrongPin = 0;
  mayForget = false;
  renew: (() => void) | null = null;
  readonly video = document.createElement("video");
  readonly eye = {
    on: false,
    began: false,
    torch: false,
    hasTorch: false,
    cameras: [] as readonly MediaDeviceInfo[],
    trouble: null as Trouble | null,
  };
  private drawing = false;
  private camera: Camera | null = null;
  private reads: Decoder | null = null;
  private askedAt = 0;

  private constructor(
    readonly outbox: Outbox,
    readonly turns: Turns,
    readonly room: Room,
    readonly sender: Sender,
    readonly session: Session,
  ) {
    this.video.playsInline = true;
    this.video.muted = true;
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
    ROOT.replaceChildren(); // what stood there for those without scripts
    await app.remember();
    // Who scans, and what is new, is asked of the service; nobody waits long for its answer.
    void Promise.race([app.begin(), pause(LONGEST_BEGIN_MS)]).finally(begun);
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

  show(panel: Panel): void {
    this.panel = panel;
    this.draw();
    window.scrollTo({ top: 0 });
  }

  // Draw once for however many changes came together.
  draw(): void {
    if (this.session.working > 0) {
      ROOT.setAttribute("aria-busy", "true");
    }
    if (!this.drawing) {
      this.drawing = true;
      requestAnimationFrame(() => {
        this.drawing = false;
        render(page(this), ROOT);
        ROOT.setAttribute("aria-busy", String(this.session.working > 0));
      });
    }
  }

  async startCamera(): Promise<void> {
    unlock();
    this.eye.trouble = null;
    try {
      this.camera ??= await this.newCamera();
      await this.camera.start();
      this.eye.on = this.eye.began = true;
      this.eye.cameras = await this.camera.choices();
      this.eye.hasTorch = this.camera.hasTorch;
      this.eye.torch = this.camera.isLit;
    } catch (fault) {
      this.eye.trouble = fault instanceof NoCamera ? fault.trouble : "no-camera";
    }
    this.draw();
  }

  stopCamera(): void {
    this.camera?.stop();
    this.eye.on = false;
    this.draw();
  }

  async torch(): Promise<void> {
    await this.camera?.light(!this.eye.torch);
    this.eye.torch = this.camera?.isLit ?? false;
    this.draw();
  }

  async nextCamera(): Promise<void> {
    const { cameras } = this.eye;
    const now = cameras.findIndex((one) => one.deviceId === this.camera?.deviceId);
    const next = cameras[(now + 1) % cameras.length];
    if (next !== undefined) {
      await this.camera?.choose(next.deviceId).catch(() => this.stopCamera());
    }
    this.draw();
  }

  async readPhoto(file: Blob): Promise<void> {
    unlock();
    try {
      const texts = await readPhoto(file, await this.decoder(), () => this.turns.secret());
      texts.forEach((text) => this.session.hear(text));
      if (texts.length === 0) {
        this.session.tap((state) => no(state, "nothing_in_photo"));
      }
    } catch (fault) {
      const why = fault instanceof PhotoRefused ? fault.message : String(fault);
      this.session.tap((state) => no(state, "photo_refused", { why }));
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
    await this.room.refresh();
    this.draw();
  }

  // A newer version lies ready; whoever scans says when it may take over.
  offer(renew: () => void): void {
    this.renew = renew;
    this.draw();
  }

  // Whether the browser promises to clear nothing by itself.
  promised(kept: boolean): void {
    this.mayForget = !kept;
    this.draw();
  }

  private async remember(): Promise<void> {
    await this.turns.remember(Date.now());
    await this.room.remember();
    await this.session.resume();
    await this.answered();
  }

  private async begin(): Promise<void> {
    window.addEventListener("online", () => void this.reconnected());
    window.addEventListener("offline", () => this.reconnected());
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
      await this.room.refresh();
      await this.sender.kick();
      await this.answered();
    }
  }

  private async freshen(): Promise<void> {
    if (!document.hidden && Date.now() - this.room.fetchedAt > FRESH_MS) {
      await this.room.refresh();
      this.draw();
    }
  }

  // The outbox has changed: what waits, what was answered, and who must sign in.
  private async answered(): Promise<void> {
    const open = await this.outbox.open();
    this.waiting = open.filter((act) => act.state !== "refused").length;
    if (this.sender.mood === "sign-in" && Date.now() - this.askedAt > ASK_AGAIN_MS) {
      this.askedAt = Date.now();
      void this.enter();
    }
    await this.room.overlay();
    await this.session.refresh();
  }

  // Made when it is first needed: the page is usable before, and without it.
  private async decoder(): Promise<Decoder> {
    const { reader = "", wasm = "" } = document.documentElement.dataset;
    this.reads ??= await decoder(reader, wasm);
    return this.reads;
  }

  // The service asks who sends: perhaps somebody signed in meanwhile, or has yet to join the device.
  private async enter(): Promise<void> {
    if ((await this.turns.refresh()) === "in") {
      await this.sender.kick();
    }
    this.draw();
  }

  private async newCamera(): Promise<Camera> {
    const eye = await this.decoder();
    const gone = (): void => {
      this.eye.on = false;
      this.draw();
    };
    return new Camera(this.video, eye, (text) => this.session.see(text), gone);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((over) => setTimeout(over, milliseconds));
}
