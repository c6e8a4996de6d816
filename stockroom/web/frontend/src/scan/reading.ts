// What the page and the worker that reads codes say to each other.

// The first message: where the worker finds its WebAssembly.
export interface Begin {
  readonly wasm: string;
}

// Pixels come ready where a worker has no canvas of its own to take them from a bitmap.
export interface Asked {
  readonly number: number;
  readonly frame: ImageBitmap | ImageData;
}

export interface Told {
  readonly number: number; // of the frame that was asked about
  readonly texts: readonly string[];
}
