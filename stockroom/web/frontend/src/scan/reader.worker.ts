// Reads codes from frames, beside the page, so that the page never stutters.
//
// Whatever comes in, each frame is answered: a broken one, or a decoder that could not be loaded,
// reads nothing, and the next frame is tried afresh.

import {
  type ReaderOptions,
  prepareZXingModule,
  purgeZXingModule,
  readBarcodes,
} from "zxing-wasm/reader";

import type { Asked, Begin, Told } from "./reading";

declare const self: DedicatedWorkerGlobalScope;

const OPTIONS: ReaderOptions = {
  formats: ["QRCode", "EAN13", "EAN8", "UPCA", "UPCE", "Code128", "DataMatrix"],
  // As it stands in the code: the separators of GS1 stay the sign \u001d, and nothing is put before.
  textMode: "Plain",
  maxNumberOfSymbols: 8,
};

let wasm = "";
let canvas: OffscreenCanvas | null = null;

self.addEventListener("message", ({ data }: MessageEvent<Begin | Asked>) => {
  if ("wasm" in data) {
    wasm = data.wasm;
    void prepared().catch(() => purgeZXingModule());
    return;
  }
  void textsIn(data.frame).then((texts) => {
    self.postMessage({ number: data.number, texts } satisfies Told);
  });
});

function prepared(): Promise<unknown> {
  return prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
}

function locateFile(): string {
  return wasm;
}

async function textsIn(frame: ImageBitmap | ImageData): Promise<readonly string[]> {
  const seen = pixels(frame);
  if (seen === null) {
    return [];
  }
  try {
    await prepared();
    const found = await readBarcodes(seen, OPTIONS);
    return found.filter((one) => one.isValid && one.text !== "").map((one) => one.text);
  } catch {
    // A module that stopped half-way may be out of order for good: the next frame gets a new one.
    purgeZXingModule();
    return [];
  }
}

// The frame's pixels; null for one that has none any more, or too many.
function pixels(frame: ImageBitmap | ImageData): ImageData | null {
  if (frame instanceof ImageData) {
    return frame;
  }
  try {
    const { width, height } = frame;
    if (canvas === null || canvas.width !== width || canvas.height !== height) {
      canvas = new OffscreenCanvas(width, height);
    }
    const drawing = canvas.getContext("2d", { willReadFrequently: true });
    drawing?.drawImage(frame, 0, 0);
    return drawing?.getImageData(0, 0, width, height) ?? null;
  } catch {
    canvas = null;
    return null;
  } finally {
    frame.close();
  }
}
