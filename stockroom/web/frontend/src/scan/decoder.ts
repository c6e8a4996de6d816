// Reads codes from frames: by the browser's own BarcodeDetector where it knows all our formats, else
// by zxing-wasm in a worker, so that the page never stutters.

import type { Decoder } from "./camera";
import type { Asked, Begin, Told } from "./reading";

export const FORMATS = ["qr_code", "ean_13", "ean_8", "upc_a", "upc_e", "code_128", "data_matrix"];

type Texts = readonly string[];
interface Detector {
  detect(frame: ImageBitmap): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

// The best decoder that this browser has; `worker` is where the script of the other one lies, and
// `wasm` where that finds its WebAssembly.
export async function decoder(worker: string, wasm: string): Promise<Decoder> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const able = (await own?.getSupportedFormats().catch(() => [])) ?? [];
  const inWorker = () => new InWorker(new Worker(worker), wasm);
  if (own !== undefined && FORMATS.every((format) => able.includes(format))) {
    return new Native(new own({ formats: FORMATS }), inWorker);
  }
  return inWorker();
}

// Some phones name formats that they then cannot read; from the first fault on the worker reads.
class Native implements Decoder {
  private other: Decoder | null = null;

  constructor(
    private readonly detector: Detector,
    private readonly inWorker: () => Decoder,
  ) {}

  async read(frame: ImageBitmap): Promise<Texts> {
    if (this.other !== null) {
      return this.other.read(frame);
    }
    try {
      const texts = (await this.detector.detect(frame)).map((one) => one.rawValue);
      frame.close();
      return texts;
    } catch {
      this.other = this.inWorker();
      return this.other.read(frame);
    }
  }
}

class InWorker implements Decoder {
  private readonly asked = new Map<number, (texts: Texts) => void>();
  private last = 0;
  private failed = false;

  constructor(
    private readonly worker: Worker,
    wasm: string,
  ) {
    worker.addEventListener("message", ({ data }: MessageEvent<Told>) => {
      this.asked.get(data.number)?.(data.texts);
      this.asked.delete(data.number);
    });
    // A worker that cannot run reads nothing: the page goes on with typing and photos.
    worker.addEventListener("error", () => {
      this.failed = true;
      this.asked.forEach((answer) => answer([]));
      this.asked.clear();
    });
    worker.postMessage({ wasm } satisfies Begin);
  }

  async read(frame: ImageBitmap): Promise<Texts> {
    const sent = hasCanvas() ? frame : pixels(frame);
    if (this.failed || sent === null) {
      return [];
    }
    this.last += 1;
    const asked: Asked = { number: this.last, frame: sent };
    try {
      this.worker.postMessage(asked, [sent instanceof ImageData ? sent.data.buffer : sent]);
    } catch {
      return []; // the frame was closed meanwhile
    }
    return new Promise((answer) => this.asked.set(asked.number, answer));
  }
}

// iPhones before iOS 16.4 have no canvas in a worker.
function hasCanvas(): boolean {
  return typeof OffscreenCanvas !== "undefined";
}

// The frame's pixels; null for one that has none any more, or more than a canvas here may hold.
function pixels(frame: ImageBitmap): ImageData | null {
  const canvas = document.createElement("canvas");
  canvas.width = frame.width;
  canvas.height = frame.height;
  try {
    const drawing = canvas.getContext("2d", { willReadFrequently: true });
    drawing?.drawImage(frame, 0, 0);
    return drawing?.getImageData(0, 0, canvas.width, canvas.height) ?? null;
  } catch {
    return null;
  } finally {
    frame.close();
  }
}
