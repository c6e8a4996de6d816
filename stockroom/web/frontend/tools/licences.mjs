// Gathers the licences of the packages whose work ends up in what we ship.

import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

// These are read by our own tools and not by the bundler, which therefore does not list them.
const READ_BY_US = ["@tabler/icons"];
// This one is compiled into zxing-wasm, and under the licence that is ours too.
const COMPILED_IN = "zxing-cpp (Apache-2.0)";
const OUR_LICENCE = "../../../LICENSE";

/**
 * The text of LICENSES.txt: each package, its version, its licence.
 * @param {string} frontend the folder that holds node_modules
 * @param {string[]} inputs paths of every file that the bundler read, from that folder
 */
export async function licences(frontend, inputs) {
  /** @type {Map<string, string | undefined>} */
  const packages = new Map(READ_BY_US.map((name) => [name, undefined]));
  for (const input of inputs) {
    const name = packageOf(input);
    if (name !== undefined) packages.set(name, join(frontend, input));
  }
  const notices = await Promise.all(
    [...packages].sort().map(([name, file]) => notice(join(frontend, "node_modules", name), file)),
  );
  const opening = "Stockroom's pages carry the work of these packages, with thanks.\n";
  const apache = (await readFile(join(frontend, OUR_LICENCE), "utf8")).trim();
  return [opening, ...notices, `${COMPILED_IN}\n\n${apache}\n`].join(`\n${"-".repeat(80)}\n\n`);
}

/**
 * The package that a bundled file belongs to; undefined for a file of our own.
 * @param {string} input
 */
function packageOf(input) {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1];
}

/**
 * One package's notice. Fails when it names no licence at all: such a package may not be shipped.
 * @param {string} folder
 * @param {string | undefined} file one of its files that we ship
 */
async function notice(folder, file) {
  const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  if (typeof about.license !== "string") throw new Error(`${folder} states no licence`);
  return `${about.name} ${about.version} (${about.license})\n\n${await text(folder, about.license, file)}\n`;
}

/**
 * The licence file's text; for a package that ships none, the notice at the head of its own file
 * and the sentence that its licence asks us to pass on.
 * @param {string} folder
 * @param {string} licence
 * @param {string | undefined} file
 */
async function text(folder, licence, file) {
  const own = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  if (own !== undefined) return (await readFile(join(folder, own), "utf8")).trim();
  const banner = file && /\/\*!([^]*?)\*\//.exec(await readFile(file, "utf8"))?.[1];
  if (!banner || licence !== "MIT") throw new Error(`${folder} ships no text of its licence`);
  return `${banner.replace(/^[ *]+/gm, "").trim()}\n\n${MIT}`;
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES
OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
