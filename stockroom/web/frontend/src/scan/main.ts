// Starts the scan page, and hears the scanners that play keyboards on it.

import { App } from "./app";
import { install } from "./shell";
import { listen } from "./wedge";

async function start(): Promise<void> {
  const app = await App.open();
  listen(document, (text) => app.session.hear(text));
  const { kept } = await install((renew) => app.offer(renew));
  app.promised(kept);
}

void start();
