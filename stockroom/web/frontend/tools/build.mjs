// Builds what the browser loads into stockroom/web/static: scripts, style sheets, icons, licences.
//
// Each file carries a piece of its SHA-256 in its name, so that a browser may keep it for a year;
// manifest.json says which name stands for which file. Nothing of the previous build is removed
// until the new one is complete.

import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

import { sprite } from "./icons.mjs";
import { licences } from "./licences.mjs";

const frontend = join(dirname(fileURLToPath(import.meta.url)), "..");
const destination = join(frontend, "..", "static");

// What is built, and the name without its ending that it goes by.
const ENTRIES = [
  { in: "src/app.ts", out: "app" },
  { in: "src/app.css", out: "app" },
  { in: "src/app.rtl.css", out: "app.rtl" },
  { in: "src/theme.ts", out: "theme" },
  { in: "src/scan/main.ts", out: "scan" },
  { in: "src/scan.css", out: "scan" },
  { in: "src/drive/main.ts", out: "drive" },
  { in: "src/drive.css", out: "drive" },
  { in: "src/scan/reader.worker.ts", out: "reader" },
  { in: "src/sw.ts", out: "sw" },
];
// Loaded by the reader, and of the same package as the script in it.
const READER_WASM = "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm";
const HASH_LETTERS = 10;

const { outputFiles, metafile } = await build({
  absWorkingDir: frontend,
  entryPoints: ENTRIES,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  legalComments: "none", // gathered in LICENSES.txt instead
  metafile: true,
  outdir: "out",
  write: false,
  logLevel: "warning",
});

/** @type {Map<string, Uint8Array>} */
const files = new Map(outputFiles.map((file) => [basename(file.path), file.contents]));
files.set("icons.svg", Buffer.from(await sprite(frontend)));
files.set(basename(READER_WASM), await readFile(join(frontend, READER_WASM)));
await publish(files, await licences(frontend, Object.keys(metafile.inputs)));

/**
 * Writes the files beside the old folder, then swaps the two.
 * @param {Map<string, Uint8Array>} files
 * @param {string} notices
 */
async function publish(files, notices) {
  const fresh = `${destination}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  /** @type {Record<string, string>} */
  const manifest = {};
  for (const [name, content] of [...files].sort()) {
    manifest[name] = hashed(name, content);
    await writeFile(join(fresh, hashed(name, content)), content);
  }
  await writeFile(join(fresh, "LICENSES.txt"), notices);
  await writeFile(join(fresh, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  await rm(destination, { recursive: true, force: true });
  await rename(fresh, destination);
}

/**
 * The file's name with a piece of its content's hash before the last ending.
 * @param {string} name
 * @param {Uint8Array} content
 */
function hashed(name, content) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, HASH_LETTERS);
  const ending = extname(name);
  return `${basename(name, ending)}-${hash}${ending}`;
}
