// How people write: other scripts' digits, accents, signs nobody sees. Twin of rules/writing.py.

// What Python takes for a blank; JavaScript would count the byte order mark, and leave out others.
export const BLANK =
  "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const BLANKS = new RegExp(`[${BLANK}]+`, "u");
const DIGIT = /\p{Nd}/gu;
const IS_DIGIT = /^\p{Nd}$/u;

// Every decimal digit of any script as 0-9. Unicode keeps ten of a script side by side, from nought.
export function western(text: string): string {
  return text.replace(DIGIT, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    let first = point;
    while (IS_DIGIT.test(String.fromCodePoint(first - 1))) {
      first -= 1;
    }
    return String((point - first) % 10);
  });
}

// Two ways of writing the same word made equal: case, accents, vowel marks and digits go.
export function fold(text: string): string {
  const plain = western(text).normalize("NFKC").toLowerCase().normalize("NFKD");
  const seen = plain.replace(/[\p{Cf}\p{Mn}]/gu, "");
  const straight = seen.replace(/[\u2010-\u2015\u2212]/g, "-").replace(/[’‘ʼ`´]/g, "'");
  return words(straight).join(" ");
}

export function words(text: string): string[] {
  return text.split(BLANKS).filter((word) => word !== "");
}

export function lengthOf(text: string): number {
  return [...text].length;
}
