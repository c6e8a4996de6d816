// One video stream for the whole session: browsers ask anew for each, and iPhones lose the second.

const LONGEST_SIDE = 1280; // pixels: labels of 15 mm are read from 20 cm
const EVERY_MS = 120;
const KEPT_CAMERA = "stockroom-camera";
const KEPT_TORCH = "stockroom-torch";

export type Seen = (text: string) => void;

// no-camera: there is none, or only over plain http · refused: the person said no ·
// in-use: another app has it
export type Trouble = "no-camera" | "refused" | "in-use";

export class NoCamera extends Error {
  constructor(readonly trouble: Trouble) {
    super(trouble);
  }
}

export interface Decoder {
  // Texts of the codes in a frame.
  read(frame: ImageBitmap): Promise<readonly string[]>;
}

export class Camera {
  private stream: MediaStream | null = null;
  private timer = 0;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly decoder: Decoder,
    private readonly seen: Seen,
    private readonly stopped: () => void,
  ) {
    // A hidden page loses its stream on most phones; it offers to start again rather than to fail.
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && this.stream !== null) {
        this.stop();
        this.stopped();
      }
    });
  }

  get isOn(): boolean {
    return this.stream !== null;
  }

  get deviceId(): string | undefined {
    return this.track?.getSettings().deviceId;
  }

  get hasTorch(): boolean {
    return (this.track?.getCapabilities?.() as { torch?: boolean } | undefined)?.torch === true;
  }

  get isLit(): boolean {
    return (this.track?.getSettings() as { torch?: boolean } | undefined)?.torch === true;
  }

  private get track(): MediaStreamTrack | undefined {
    return this.stream?.getVideoTracks()[0];
  }

  // Begin; must be called from a tap. Raises NoCamera with the reason.
  async start(): Promise<void> {
    if (this.stream !== null) {
      return;
    }
    this.stream = await opened(localStorage.getItem(KEPT_CAMERA));
    this.video.srcObject = this.stream;
    await this.video.play();
    if (localStorage.getItem(KEPT_TORCH) === "on") {
      await this.light(true);
    }
    this.look();
  }

  stop(): void {
    clearTimeout(this.timer);
    for (const track of this.stream?.getTracks() ?? []) {
      track.stop();
    }
    this.stream = null;
    this.video.srcObject = null;
  }

  // The cameras to choose from, once one may be used.
  async choices(): Promise<readonly MediaDeviceInfo[]> {
    const all = await navigator.mediaDevices.enumerateDevices();
    return all.filter((one) => one.kind === "videoinput");
  }

  async choose(deviceId: string): Promise<void> {
    localStorage.setItem(KEPT_CAMERA, deviceId);
    this.stop();
    await this.start();
  }

  // Turn the torch on or off, and remember it; false where this camera has none.
  async light(on: boolean): Promise<boolean> {
    if (!this.hasTorch) {
      return false;
    }
    await this.track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
    localStorage.setItem(KEPT_TORCH, on ? "on" : "off");
    return true;
  }

  private look(): void {
    this.timer = window.setTimeout(() => void this.readFrame().then(() => this.look()), EVERY_MS);
  }

  private async readFrame(): Promise<void> {
    if (this.stream === null || this.video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) {
      return;
    }
    const frame = await createImageBitmap(this.video);
    for (const text of await this.decoder.read(frame)) {
      this.seen(text);
    }
  }
}

async function opened(deviceId: string | null): Promise<MediaStream> {
  if (navigator.mediaDevices === undefined) {
    throw new NoCamera("no-camera");
  }
  const size = { width: { ideal: LONGEST_SIDE }, height: { ideal: LONGEST_SIDE } };
  const which = deviceId === null ? { facingMode: "environment" } : { deviceId };
  try {
    return await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { ...size, ...which },
    });
  } catch (fault) {
    throw new NoCamera(troubleOf(fault));
  }
}

function troubleOf(fault: unknown): Trouble {
  const name = fault instanceof DOMException ? fault.name : "";
  if (name === "NotAllowedError") {
    return "refused";
  }
  return name === "NotReadableError" ? "in-use" : "no-camera";
}
