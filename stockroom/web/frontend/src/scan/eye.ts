// The camera of a page, as its buttons work it: started by a tap, stopped, lit, changed; and photos
// of labels where the live camera reads none.

import { Camera, type Decoder, NoCamera, type Trouble } from "./camera";
import { decoder } from "./decoder";
import { readPhoto } from "./photo";
import { unlock } from "./signals";

export interface Wants {
  readonly seen: (text: string) => void;
  readonly changed: () => void;
  readonly secret: () => Promise<string>; // what proves that a page of ours sends a photo
}

export class Eye {
  readonly video = document.createElement("video");
  on = false;
  began = false;
  torch = false;
  hasTorch = false;
  cameras: readonly MediaDeviceInfo[] = [];
  trouble: Trouble | null = null;
  private camera: Camera | null = null;
  private reads: Decoder | null = null;

  constructor(private readonly wants: Wants) {
    this.video.playsInline = true;
    this.video.muted = true;
  }

  async start(): Promise<void> {
    unlock();
    this.trouble = null;
    try {
      this.camera ??= await this.newCamera();
      await this.camera.start();
      this.on = this.began = true;
      this.cameras = await this.camera.choices();
      this.hasTorch = this.camera.hasTorch;
      this.torch = this.camera.isLit;
    } catch (fault) {
      this.trouble = fault instanceof NoCamera ? fault.trouble : "no-camera";
    }
    this.wants.changed();
  }

  stop(): void {
    this.camera?.stop();
    this.on = false;
    this.wants.changed();
  }

  async light(): Promise<void> {
    await this.camera?.light(!this.torch);
    this.torch = this.camera?.isLit ?? false;
    this.wants.changed();
  }

  async next(): Promise<void> {
    const now = this.cameras.findIndex((one) => one.deviceId === this.camera?.deviceId);
    const next = this.cameras[(now + 1) % this.cameras.length];
    if (next !== undefined) {
      await this.camera?.choose(next.deviceId).catch(() => this.stop());
    }
    this.wants.changed();
  }

  // The texts of the codes in a photo; raises PhotoRefused with what to do.
  async read(file: Blob): Promise<readonly string[]> {
    unlock();
    return readPhoto(file, await this.decoder(), this.wants.secret);
  }

  // Made when it is first needed: the page is usable before, and without it.
  private async decoder(): Promise<Decoder> {
    const { reader = "", wasm = "" } = document.documentElement.dataset;
    this.reads ??= await decoder(reader, wasm);
    return this.reads;
  }

  private async newCamera(): Promise<Camera> {
    const gone = (): void => {
      this.on = false;
      this.wants.changed();
    };
    return new Camera(this.video, await this.decoder(), this.wants.seen, gone);
  }
}
