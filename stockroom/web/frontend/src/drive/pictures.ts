// Photos and signatures of handovers, kept beside the outbox until the service has them. A database of
// its own: a page of an older version, which knows nothing of it, goes on with the outbox.

import { type DBSchema, type IDBPDatabase, openDB } from "idb";

const NAME = "stockroom-pictures";
const STRICT = { durability: "strict" } as const;
const KEPT_MS = 30 * 24 * 3_600_000;
const NOBODYS_MS = 24 * 3_600_000; // of a handover that was begun and never saved

export interface Picture {
  readonly sha256: string; // of the bytes that are sent
  readonly bytes: ArrayBuffer;
  readonly type: string;
  readonly act: string; // the id of the handover that it proves
  readonly takenAt: number; // milliseconds since 1970
  readonly refused: string; // the service's sentence where it will not have it
}

interface Album extends DBSchema {
  pictures: { key: string; value: Picture };
}

export class Pictures {
  private base: IDBPDatabase<Album> | null = null;

  // Write a picture down. Raises the browser's own fault where there is no room: then nothing was.
  async keep(blob: Blob, act: string, now: number): Promise<Picture> {
    const bytes = await blob.arrayBuffer();
    const sha256 = hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
    const made = { sha256, bytes, type: blob.type, act, takenAt: now, refused: "" };
    const writing = (await this.open()).transaction("pictures", "readwrite", STRICT);
    await Promise.all([writing.store.put(made), writing.done]);
    return made;
  }

  async all(): Promise<readonly Picture[]> {
    return (await this.open()).getAll("pictures");
  }

  async drop(sha256: string): Promise<void> {
    await (await this.open()).delete("pictures", sha256);
  }

  async refuse(picture: Picture, refused: string): Promise<void> {
    await (await this.open()).put("pictures", { ...picture, refused });
  }

  // Forget what belongs to no handover, and what nobody would have within a month.
  async tidy(isKnown: (act: string) => boolean, now: number): Promise<void> {
    for (const one of await this.all()) {
      const days = isKnown(one.act) ? KEPT_MS : NOBODYS_MS;
      if (one.takenAt < now - days) {
        await this.drop(one.sha256);
      }
    }
  }

  private async open(): Promise<IDBPDatabase<Album>> {
    this.base ??= await openDB<Album>(NAME, 1, {
      upgrade: (fresh) => void fresh.createObjectStore("pictures", { keyPath: "sha256" }),
      terminated: () => (this.base = null),
    });
    return this.base;
  }
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
