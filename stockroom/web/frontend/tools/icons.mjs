// Makes one SVG sprite of the icons that the pages use.
//
// A page shows one with <svg class="icon" aria-hidden="true"><use href="…/icons.svg#truck"/></svg>.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

// Every icon in use, by its name in @tabler/icons (outline). One more icon is one more line.
const ICONS = [
  "alert-triangle",
  "arrow-left",
  "arrow-right",
  "baby-carriage",
  "box",
  "building-warehouse",
  "check",
  "clipboard-list",
  "heart",
  "help",
  "history",
  "home",
  "language",
  "login",
  "logout",
  "map-pin",
  "moon",
  "package",
  "qrcode",
  "search",
  "settings",
  "sun",
  "truck",
  "users",
  "x",
];

/**
 * The sprite's text: one symbol an icon, drawn with the colour of the text around it.
 * @param {string} frontend the folder that holds node_modules
 */
export async function sprite(frontend) {
  const symbols = await Promise.all(ICONS.map((name) => symbol(frontend, name)));
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}

/**
 * One icon as a symbol. Its look is set as attributes, since the page's style sheet reaches the
 * <use> but the sprite must also draw where there is no style sheet.
 * @param {string} frontend
 * @param {string} name
 */
async function symbol(frontend, name) {
  const path = join(frontend, "node_modules/@tabler/icons/icons/outline", `${name}.svg`);
  const drawing = await readFile(path, "utf8");
  const shapes = drawing
    .slice(drawing.indexOf(">") + 1, drawing.lastIndexOf("</svg>"))
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.includes('d="M0 0h24v24H0z"')); // an empty frame
  const look =
    'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" ' +
    'stroke-linecap="round" stroke-linejoin="round"';
  return `<symbol id="${name}" ${look}>${shapes.join("")}</symbol>`;
}
