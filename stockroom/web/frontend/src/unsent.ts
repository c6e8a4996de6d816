// Some forms wait until everything that hands did with this device is in the books: signing out,
// closing a count or a run. Where acts still wait or need somebody, the form shows them instead.
//
// Reads the scan page's outbox and never makes one.

import { type Act, OUTBOX } from "./scan/act";

const FORMS = "form[data-needs-sent]";
const LONGEST_MS = 3_000; // storage that does not answer must not keep anybody here
const MOST_SHOWN = 100;
const OPEN = ["refused", "saved", "parked"];

export function keepUntilSent(): void {
  // Caught on its way down, before htmx or the browser sees it.
  document.addEventListener("submit", (event) => void look(event), { capture: true });
}

async function look(event: SubmitEvent): Promise<void> {
  const form = event.target;
  const shown = document.querySelector<HTMLDialogElement>("dialog[data-unsent]");
  if (!(form instanceof HTMLFormElement && form.matches(FORMS)) || shown === null) {
    return;
  }
  if (form.dataset["needsSent"] === "sent") {
    form.dataset["needsSent"] = "";
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset["needsSent"] === "looking") {
    return;
  }
  form.dataset["needsSent"] = "looking";
  const waiting = await Promise.race([unsent().catch(() => []), nothing()]);
  form.dataset["needsSent"] = waiting.length > 0 ? "" : "sent";
  if (waiting.length > 0) {
    show(shown, waiting);
  } else {
    form.requestSubmit(event.submitter);
  }
}

function show(dialog: HTMLDialogElement, waiting: readonly Act[]): void {
  const list = dialog.querySelector("ul");
  const row = dialog.querySelector("template");
  list?.replaceChildren(
    ...waiting.slice(0, MOST_SHOWN).map((act) => {
      const made = row?.content.cloneNode(true) as DocumentFragment;
      const [says, state] = made.querySelectorAll("bdi, [data-state]");
      says?.append(act.says);
      state?.append(dialog.dataset[act.state] ?? act.state);
      state?.classList.add(act.state === "refused" ? "chip-stop" : "chip-care");
      return made;
    }),
  );
  dialog.showModal();
}

// What is not in the books yet, first of all what needs somebody.
async function unsent(): Promise<Act[]> {
  const base = await opened();
  if (base === null) {
    return [];
  }
  try {
    const found = base.transaction("acts").objectStore("acts").index("state");
    const all = await Promise.all(OPEN.map((state) => answered<Act[]>(found.getAll(state))));
    return all.flat();
  } finally {
    base.close();
  }
}

// The outbox's storage, or null where this browser has none: one that would be new is given up.
async function opened(): Promise<IDBDatabase | null> {
  const asking = indexedDB.open(OUTBOX);
  asking.addEventListener("upgradeneeded", () => asking.transaction?.abort());
  return answered(asking).catch(() => null);
}

function answered<T>(asking: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asking.addEventListener("success", () => resolve(asking.result));
    asking.addEventListener("error", (event) => {
      event.preventDefault();
      reject(asking.error);
    });
  });
}

function nothing(): Promise<Act[]> {
  return new Promise((resolve) => setTimeout(() => resolve([]), LONGEST_MS));
}
