// Starts the driver's page, and hears the scanners that play keyboards on it from the first moment.

import { install } from "../scan/shell";
import { unlock } from "../scan/signals";
import { listen } from "../scan/wedge";
import { Drive } from "./app";

// Browsers let a page sound from the first tap on, whichever it is.
document.addEventListener("pointerdown", unlock, { once: true });

let app: Drive | null = null;
const early: string[] = []; // scanned while the page was still opening its storage

listen(document, (text) => (app === null ? void early.push(text) : app.hear(text)));

async function start(): Promise<void> {
  const opened = await Drive.open();
  app = opened;
  early.splice(0).forEach((text) => opened.hear(text));
  const { kept } = await install((renew) => opened.offer(renew));
  opened.promised(kept);
}

void start();
