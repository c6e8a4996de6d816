// Makes one SVG sprite of the icons that the pages use.
//
// A page shows one with <svg class="icon" aria-hidden="true"><use href="…/icons.svg#truck"/></svg>.

import { readFile } from "node:fs/promises";
import { join } from "node:path";

// Every icon in use, by its name in @tabler/icons (outline). One more icon is one more line.
const ICONS = [
  "alert-triangle",
  "armchair",
  "arrow-back-up",
  "arrow-down",
  "arrow-left",
  "arrow-right",
  "arrow-up",
  "arrows-exchange",
  "baby-bottle",
  "baby-carriage",
  "ball-football",
  "ban",
  "barcode",
  "basket",
  "bath",
  "bed",
  "book",
  "bottle",
  "box",
  "building-community",
  "building-warehouse",
  "bulb",
  "calendar",
  "camera",
  "camera-rotate",
  "car",
  "chart-bar",
  "check",
  "checks",
  "chevron-right",
  "circle-check",
  "clipboard-check",
  "clipboard-list",
  "clock",
  "clock-pause",
  "cloud-check",
  "cloud-upload",
  "copy",
  "database-export",
  "device-mobile",
  "door",
  "download",
  "droplet",
  "edit",
  "eye-off",
  "filter",
  "flower",
  "friends",
  "gender-female",
  "gender-male",
  "gift",
  "hand-stop",
  "hanger",
  "heart",
  "heartbeat",
  "help",
  "history",
  "home",
  "horse-toy",
  "info-circle",
  "key",
  "language",
  "list-check",
  "lock",
  "lock-open",
  "login",
  "logout",
  "mail",
  "map-pin",
  "menu-2",
  "minus",
  "moon",
  "needle-thread",
  "package",
  "package-export",
  "package-import",
  "package-off",
  "paperclip",
  "photo",
  "pin",
  "player-pause",
  "plus",
  "printer",
  "qrcode",
  "recycle",
  "refresh",
  "repeat",
  "route",
  "scale",
  "scan",
  "search",
  "send",
  "settings",
  "share",
  "shield-check",
  "shirt",
  "shoe",
  "shopping-bag",
  "snowflake",
  "stack-2",
  "steering-wheel",
  "sun",
  "tag",
  "transfer",
  "trash",
  "truck",
  "truck-delivery",
  "truck-loading",
  "truck-return",
  "upload",
  "user",
  "user-plus",
  "users",
  "volume",
  "volume-off",
  "wand",
  "wash-machine",
  "wifi-off",
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
