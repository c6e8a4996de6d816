// The page's sentences in the reader's language, handed in with the page so that they are there
// without network.

interface Told {
  readonly [key: string]: string | { readonly [form: string]: string };
}

export type Facts = { readonly [name: string]: string | number };

export const language = document.documentElement.lang;
const isRightToLeft = document.documentElement.dir === "rtl";
const told = JSON.parse(document.getElementById("words")?.textContent ?? "{}") as Told;
const numbers = new Intl.NumberFormat(language, { numberingSystem: "latn" }); // as labels carry them
const plurals = new Intl.PluralRules(language);

// The sentence of that key, with its facts; one with plural forms takes that of its fact `number`.
export function say(key: string, facts: Facts = {}): string {
  const found = told[key];
  const form = plurals.select(Number(facts["number"] ?? 0));
  const sentence = typeof found === "object" ? (found[form] ?? found["other"]) : found;
  return (sentence ?? key).replace(/\{(\w+)\}/g, (_, name: string) => shown(facts[name]));
}

// Whether there is a sentence of that key.
export function has(key: string): boolean {
  return key in told;
}

// A name or a code in a sentence written from right to left keeps its own direction.
function shown(fact: string | number | undefined): string {
  if (typeof fact === "number") {
    return numbers.format(fact);
  }
  return isRightToLeft ? `\u2068${fact ?? ""}\u2069` : (fact ?? "");
}

export function time(milliseconds: number): string {
  const at = {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    numberingSystem: "latn",
  } as const;
  return new Date(milliseconds).toLocaleTimeString(language, at);
}
