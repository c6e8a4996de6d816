// USB and Bluetooth scanners: keyboards that type faster than hands, and end with Enter or Tab.
//
// A scanner sends the keys of an American keyboard. Read by the key's position, not by the letter
// that the phone's own layout makes of it: on a French or Arabic layout the letters would be others.

const FASTEST_HAND_MS = 50; // between two keys; a quick typist takes 80
const SHORTEST = 3; // letters: less may be somebody's two quick keys
const LONGEST = 200;
const ENDS = ["Enter", "NumpadEnter", "Tab"];

const SHIFTED: { readonly [key: string]: readonly [string, string] } = {
  Minus: ["-", "_"],
  Equal: ["=", "+"],
  BracketLeft: ["[", "{"],
  BracketRight: ["]", "}"],
  Backslash: ["\\", "|"],
  Semicolon: [";", ":"],
  Quote: ["'", '"'],
  Backquote: ["`", "~"],
  Comma: [",", "<"],
  Period: [".", ">"],
  Slash: ["/", "?"],
  Space: [" ", " "],
  NumpadDecimal: [".", "."],
  NumpadDivide: ["/", "/"],
  NumpadMultiply: ["*", "*"],
  NumpadSubtract: ["-", "-"],
  NumpadAdd: ["+", "+"],
};
const SHIFTED_DIGITS = ")!@#$%^&*(";
// How scanners type the separator of GS1 element strings.
const GROUP_SEPARATOR = "\u001d";

export interface Key {
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly timeStamp: number; // milliseconds
}

// The sign that a key makes on the keyboard that scanners play; empty for one that makes none.
export function signOf({ code, shiftKey, ctrlKey }: Key): string {
  if (ctrlKey) {
    return code === "BracketRight" ? GROUP_SEPARATOR : "";
  }
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) {
    return shiftKey ? letter : letter.toLowerCase();
  }
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  if (digit !== undefined) {
    const raised = shiftKey && code.startsWith("Digit");
    return raised ? (SHIFTED_DIGITS[Number(digit)] ?? "") : digit;
  }
  return SHIFTED[code]?.[shiftKey ? 1 : 0] ?? "";
}

// Gathers keys into scans: give it each key as it goes down, and it gives the scan that one ends.
export class Wedge {
  private text = "";
  private last = 0;

  // The text of a scan that this key completes, else null. Anything slower is a person's typing.
  take(key: Key): string | null {
    const quick = key.timeStamp - this.last <= FASTEST_HAND_MS;
    this.last = key.timeStamp;
    if (!quick) {
      this.text = "";
    }
    if (ENDS.includes(key.code)) {
      const scanned = quick && this.text.length >= SHORTEST ? this.text : null;
      this.text = "";
      return scanned;
    }
    this.text = (this.text + signOf(key)).slice(0, LONGEST + 1);
    return null;
  }
}

// Hear scans anywhere on the page but in a field, where they are what the person types there.
export function listen(page: Document, heard: (text: string) => void): void {
  const wedge = new Wedge();
  page.addEventListener("keydown", (event) => {
    if (event.repeat || event.isComposing || isField(event.target)) {
      return;
    }
    const scanned = wedge.take(event);
    if (scanned !== null && scanned.length <= LONGEST) {
      event.preventDefault(); // the Enter would press whatever button has the focus
      heard(scanned);
    }
  });
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select"))
  );
}
