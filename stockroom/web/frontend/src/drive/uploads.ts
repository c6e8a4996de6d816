// Sends pictures apart from the acts that name them, which never wait for one: again and again until
// the service has each, and then it is on this device no more.

import type { Picture, Pictures } from "./pictures";

const LONGEST_MS = 60_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 120_000;
const LOCK = "stockroom-pictures";
const NEVER = [400, 413, 415, 422]; // of this very picture: sent again it is answered alike

type Sent = "stored" | "later" | { readonly refused: string };

export class Uploads {
  waiting = 0;
  refused = 0;
  private timer = 0;
  private pauseMs = FIRST_PAUSE_MS;
  private under: Promise<void> | null = null;

  // Only pictures of acts that were saved are sent: what was drawn for none is nobody's.
  constructor(
    private readonly pictures: Pictures,
    private readonly secret: (fresh: boolean) => Promise<string>,
    private readonly isSaved: (act: string) => Promise<boolean>,
    private readonly changed: () => void,
  ) {}

  listen(): void {
    window.addEventListener("online", () => void this.kick());
    void this.kick();
  }

  // Send now; never fails.
  kick(): Promise<void> {
    clearTimeout(this.timer);
    this.under ??= this.sendAll()
      .catch(() => this.later())
      .finally(() => {
        this.under = null;
        this.changed();
      });
    return this.under;
  }

  // Count what waits, without a try.
  async count(): Promise<void> {
    const all = await this.pictures.all();
    this.refused = all.filter((one) => one.refused !== "").length;
    this.waiting = all.length - this.refused;
  }

  private async sendAll(): Promise<void> {
    await navigator.locks.request(LOCK, { ifAvailable: true }, async (mine) => {
      const all = mine === null ? [] : await this.pictures.all();
      for (const one of all) {
        if (one.refused === "" && (await this.isSaved(one.act)) && !(await this.stored(one))) {
          this.later();
          break;
        }
      }
    });
    await this.count();
  }

  private async stored(picture: Picture): Promise<boolean> {
    const became = await this.sent(picture).catch((): Sent => "later");
    if (became === "later") {
      return false;
    }
    this.pauseMs = FIRST_PAUSE_MS;
    if (became === "stored") {
      await this.pictures.drop(picture.sha256);
    } else {
      await this.pictures.refuse(picture, became.refused);
    }
    return true;
  }

  private async sent(picture: Picture, fresh = false): Promise<Sent> {
    const secret = await this.secret(fresh);
    if (secret === "") {
      return "later";
    }
    const answer = await fetch(`/api/files/${picture.sha256}`, {
      method: "PUT",
      headers: {
        "Accept-Language": document.documentElement.lang,
        "Content-Type": picture.type,
        "X-CSRF-Token": secret,
      },
      body: picture.bytes,
      redirect: "error",
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    const told = (await answer.json().catch(() => null)) as Partial<Told> | null;
    if (answer.ok && told?.sha256 === picture.sha256) {
      return "stored";
    }
    if (answer.status === 403 && told?.reason === "csrf" && !fresh) {
      return this.sent(picture, true);
    }
    const final = NEVER.includes(answer.status) && typeof told?.detail === "string";
    return final ? { refused: told.detail ?? "" } : "later";
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.kick(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

interface Told {
  readonly sha256: string;
  readonly reason: string;
  readonly detail: string;
}
