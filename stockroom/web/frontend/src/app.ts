// What every page loads: htmx, set up to live under a content security policy without exceptions.

import htmx from "htmx.org";

import { compareClocks } from "./clock";
import { addBoard } from "./board";
import { openAtField } from "./lines";
import { keepLive } from "./live";
import { addPhotos } from "./photo";
import { enterByLink } from "./portal";
import { hearScanner } from "./scanner";
import { addSharing } from "./sharing";
import { addSizeHints } from "./sized";
import { addSteppers } from "./stepper";
import { showLocalTimes } from "./times";
import { keepUntilSent } from "./unsent";

htmx.config.allowEval = false; // the policy forbids it anyway: fail early and alike everywhere
htmx.config.allowScriptTags = false;
htmx.config.includeIndicatorStyles = false; // ours are in indicator.css
htmx.config.attributesToSettle = ["class", "width", "height"]; // "style" would break the policy
htmx.config.historyCacheSize = 0; // no copy of a page stays on a shared phone
htmx.config.refreshOnHistoryMiss = true;
htmx.config.timeout = 30_000; // milliseconds; a volunteer must not wait for ever

// A refusal is a page with a sentence in it, so it is shown like any other answer.
htmx.config.responseHandling = [
  { code: "204", swap: false },
  { code: "[23]..", swap: true },
  { code: "4(00|01|09|22)", swap: true },
  { code: "[45]..", swap: false, error: true },
];

htmx.onLoad((part) => {
  const page = part instanceof HTMLElement ? part : document;
  showLocalTimes(page);
  compareClocks(page);
  addSharing(page);
  addSteppers(page);
  addSizeHints(page);
  addBoard(page);
  addPhotos(page);
  openAtField(page);
  enterByLink(page);
});
keepLive();
hearScanner();
keepUntilSent();
