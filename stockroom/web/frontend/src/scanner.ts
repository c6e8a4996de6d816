// A scanner on any page: it fills the field that waits for it, else it finds what was scanned.

import { read } from "./scan/codes";
import { listen } from "./scan/wedge";

// Fields that mean a thing or a place, by their names; the first empty one takes the scan.
const WAITING = ["barcode", "thing", "lot", "code", "place", "box", "source"]
  .map((name) => `input[name="${name}"]:not([type="hidden"])`)
  .join(", ");

export function hearScanner(): void {
  if (document.body.classList.contains("inside")) {
    listen(document, (text) => taken(text) || location.assign(found(text)));
  }
}

function taken(text: string): boolean {
  const fields = [...document.querySelectorAll<HTMLInputElement>(WAITING)];
  const field = fields.find(
    (one) => one.value === "" && !one.disabled && one.offsetParent !== null,
  );
  if (field === undefined) {
    return false;
  }
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
  if (field.name === "barcode") {
    field.form?.requestSubmit();
  } else {
    field.focus();
  }
  return true;
}

function found(text: string): string {
  const meant = read(text);
  return meant.kind === "code" ? `/t/${meant.code}` : `/stock?${new URLSearchParams({ q: text })}`;
}
