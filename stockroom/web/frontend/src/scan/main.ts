// Starts the scan page, and hears the scanners that play keyboards on it from the first moment.

import { App } from "./app";
import { install } from "./shell";
import { unlock } from "./signals";
import { listen } from "./wedge";

// Browsers let a page sound from the first tap on, whichever it is.
document.addEventListener("pointerdown", unlock, { once: true });

let app: App | null = null;
const early: string[] = []; // scanned while the page was still opening its storage

listen(document, (text) => (app === null ? void early.push(text) : app.session.hear(text)));

async function start(): Promise<void> {
  const opened = await App.open();
  app = opened;
  early.splice(0).forEach((text) => opened.session.hear(text));
  const { kept } = await install((renew) => opened.offer(renew));
  opened.promised(kept);
}

void start();
