// Reads codes from frames: by the browser's own BarcodeDetector where it has one, else by
// zxing-wasm in a worker, so that the page never stutters.

import type { Decoder } from "./camera";

export const FORMATS = ["qr_code", "ean_13", "ean_8", "upc_a", "upc_e", "code_128", "data_matrix"];

interface Detector {
  detect(frame: ImageBitmap): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

// The best decoder that this browser has; `worker` is where the script of the other one lies.
export async function decoder(worker: string): Promise<Decoder> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const able = (await own?.getSupportedFormats().catch(() => [])) ?? [];
  if (own !== undefined && FORMATS.every((format) => able.includes(format))) {
    return new Native(new own({ formats: FORMATS }));
  }
  return new InWorker(new Worker(worker));
}

class Native implements Decoder {
  constructor(private readonly detector: Detector) {}

  async read(frame: ImageBitmap): Promise<readonly string[]> {
    try {
      return (await this.detector.detect(frame)).map((one) => one.rawValue);
    } finally {
      frame.close();
    }
  }
}

class InWorker implements Decoder {
  private answered: (texts: readonly string[]) => void = () => {};

  constructor(private readonly worker: Worker) {
    worker.addEventListener("message", (event: MessageEvent<readonly string[]>) => {
      this.answered(event.data);
    });
    // A worker that fails reads nothing more: the page goes on with typing and photos.
    worker.addEventListener("error", () => this.answered([]));
  }

  // One frame at a time: the camera asks again when this one is read.
  read(frame: ImageBitmap): Promise<readonly string[]> {
    return new Promise((answered) => {
      this.answered = answered;
      this.worker.postMessage(frame, [frame]);
    });
  }
}
