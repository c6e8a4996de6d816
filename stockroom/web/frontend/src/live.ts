// Reads a part of the page again when the books have changed, unless somebody is typing in it.
//
// The part is <div id="live" data-live="POSITION">; POSITION is the journal's when it was drawn.
// The stream closes while the page is hidden, so that a phone in a pocket asks for nothing.

import htmx from "htmx.org";

// A busy stockroom moves every second; an open page need not follow each step.
const PAUSE_MS = 700;
const LEAST_MS = 3_000;

let readAt = 0;

export function keepLive(): void {
  const part = document.querySelector<HTMLElement>("[data-live]");
  if (part === null || typeof EventSource === "undefined") {
    return;
  }
  let stream: EventSource | null = null;
  let waiting = 0;
  let position = part.dataset["live"] ?? "0";

  const changed = (event: MessageEvent<string>): void => {
    position = event.data;
    window.clearTimeout(waiting);
    const sinceThen = performance.now() - readAt;
    waiting = window.setTimeout(refresh, Math.max(PAUSE_MS, LEAST_MS - sinceThen));
  };
  const open = (): void => {
    stream ??= new EventSource(`/changes?since=${encodeURIComponent(position)}`);
    stream.onmessage = null;
    stream.addEventListener("changed", changed);
  };
  const close = (): void => {
    stream?.close();
    stream = null;
  };
  const follow = (): void => (document.hidden ? close() : open());

  document.addEventListener("visibilitychange", follow);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", follow);
  follow();
}

function refresh(): void {
  const part = document.querySelector<HTMLElement>("[data-live]");
  if (part === null) {
    return;
  }
  if (isBusy(part)) {
    offer(part);
    return;
  }
  readAt = performance.now();
  const held = heldIn(part);
  void htmx
    .ajax("get", window.location.pathname + window.location.search, {
      source: part,
      target: part,
      select: "#live",
      swap: "outerHTML",
    })
    .then(() => {
      if (held !== "") {
        document.querySelector<HTMLElement>(held)?.focus({ preventScroll: true });
      }
    });
}

// How to find again, in the part read anew, what the keyboard stood on; empty where it was not there.
function heldIn(part: HTMLElement): string {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !part.contains(active)) {
    return "";
  }
  if (active.id !== "") {
    return `#${CSS.escape(active.id)}`;
  }
  const link = active.getAttribute("href");
  return link === null ? "" : `#live a[href="${CSS.escape(link)}"]`;
}

// Somebody types or has chosen something here: what they did must not vanish under their hands.
function isBusy(part: HTMLElement): boolean {
  const active = document.activeElement;
  const within = active instanceof HTMLElement && part.contains(active) && active !== part;
  const typed = [...part.querySelectorAll<HTMLInputElement>("input:not([type=hidden])")].some(
    (field) => (field.type === "radio" || field.type === "checkbox"
      ? field.checked !== field.defaultChecked
      : field.value !== field.defaultValue),
  );
  return typed || (within && active.matches("input, select, textarea"));
}

function offer(part: HTMLElement): void {
  const note = part.querySelector<HTMLElement>("[data-live-note]");
  if (note !== null) {
    note.hidden = false;
  }
}
