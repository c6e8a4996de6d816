// Where the browser keeps the outbox, and the connection to it.

import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from "idb";

import type { Act } from "./act";

export const STRICT = { durability: "strict" } as const;
const VERSION = 1;
// What browsers say of a connection that they dropped, mostly while a phone slept.
const LOST = ["InvalidStateError", "AbortError", "UnknownError"];

export interface Shelves extends DBSchema {
  acts: { key: number; value: Act; indexes: { state: string; id: string } };
  facts: { key: string; value: string };
}
export type Base = IDBPDatabase<Shelves>;
export type Writing = IDBPObjectStore<Shelves, ["acts"], "acts", "readwrite">;

export class Connection {
  private base: Base | null = null;

  constructor(private readonly name: string) {}

  // Do some work on the outbox; on a connection that is lost, once more on a new one. Each work is
  // one transaction that changes nothing when it is done twice.
  async do<T>(work: (base: Base) => Promise<T>): Promise<T> {
    try {
      return await work(await this.open());
    } catch (fault) {
      if (!(fault instanceof DOMException && LOST.includes(fault.name))) {
        throw fault;
      }
      this.close();
      return work(await this.open());
    }
  }

  // Do some work in one strictly durable transaction: cut off anywhere, it was never begun.
  async write<T>(work: (acts: Writing) => Promise<T>): Promise<T> {
    return this.do(async (base) => {
      const writing = base.transaction("acts", "readwrite", STRICT);
      const [done] = await Promise.all([abortingIfItFails(writing, work), writing.done]);
      return done;
    });
  }

  close(): void {
    this.base?.close();
    this.base = null;
  }

  private async open(): Promise<Base> {
    if (this.base !== null) {
      return this.base;
    }
    const base = await openDB<Shelves>(this.name, VERSION, {
      upgrade(fresh) {
        const acts = fresh.createObjectStore("acts", { keyPath: "counter", autoIncrement: true });
        acts.createIndex("state", "state");
        acts.createIndex("id", "id", { unique: true });
        fresh.createObjectStore("facts");
      },
      terminated: () => this.close(),
    });
    // A page of a newer version waits for this to give way.
    base.addEventListener("versionchange", () => this.close());
    this.base = base;
    return base;
  }
}

// A work that stops halfway must not be committed as far as it came.
async function abortingIfItFails<T>(
  writing: { readonly store: Writing; abort(): void },
  work: (acts: Writing) => Promise<T>,
): Promise<T> {
  try {
    return await work(writing.store);
  } catch (fault) {
    try {
      writing.abort();
    } catch {
      // It was aborted already: that is why the work failed.
    }
    throw fault;
  }
}
