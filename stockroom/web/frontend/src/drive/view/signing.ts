// A signature drawn by finger, kept as a picture.

import { html } from "lit-html";

import { blobOf } from "../../scan/picture";
import { say } from "../../scan/words";
import type { Drive } from "../app";
import type { Handover } from "../state";
import { type Shown, button, icon } from "./parts";

const WIDTH = 640;
const HEIGHT = 240;
const INK = "#10233f";
const PEN = 4;

let drawn = false;

export function signing(app: Drive, told: Handover): Shown {
  const signed = told.pictures.find((one) => one.kind === "signature");
  if (signed !== undefined) {
    return html`
      <p class="drive-kept">
        ${icon("circle-check")}
        <span>${say("d_kept_signature")}</span>
        <button class="btn btn-sm" type="button" @click=${() => app.session.unpicture(signed.sha256)}>
          ${say("d_sign_again")}
        </button>
      </p>
    `;
  }
  return html`
    <canvas
      class="drive-sign"
      width=${WIDTH}
      height=${HEIGHT}
      role="img"
      aria-label=${say("d_sign_here")}
      @pointerdown=${down}
      @pointermove=${move}
    ></canvas>
    <p class="hint">${say("d_sign_how")}</p>
    <div class="buttons">
      ${button(say("d_keep_signature"), "check", () => keep(app))}
      ${button(say("d_clear"), "x", clear)}
    </div>
  `;
}

function pad(): HTMLCanvasElement | null {
  return document.querySelector<HTMLCanvasElement>(".drive-sign");
}

function down(event: PointerEvent): void {
  const canvas = event.currentTarget as HTMLCanvasElement;
  const pen = canvas.getContext("2d");
  canvas.setPointerCapture(event.pointerId);
  if (pen !== null) {
    if (!drawn) {
      paper(canvas, pen);
    }
    pen.beginPath();
    pen.moveTo(...at(canvas, event));
  }
}

function move(event: PointerEvent): void {
  const canvas = event.currentTarget as HTMLCanvasElement;
  const pen = canvas.getContext("2d");
  if (event.buttons === 0 || pen === null) {
    return;
  }
  pen.lineTo(...at(canvas, event));
  pen.stroke();
  drawn = true;
}

function paper(canvas: HTMLCanvasElement, pen: CanvasRenderingContext2D): void {
  pen.fillStyle = "#ffffff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.strokeStyle = INK;
  pen.lineWidth = PEN;
  pen.lineCap = pen.lineJoin = "round";
}

function at(canvas: HTMLCanvasElement, event: PointerEvent): [number, number] {
  const box = canvas.getBoundingClientRect();
  const across = ((event.clientX - box.left) / box.width) * canvas.width;
  const down = ((event.clientY - box.top) / box.height) * canvas.height;
  return [across, down];
}

function clear(): void {
  const canvas = pad();
  canvas?.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
  drawn = false;
}

function keep(app: Drive): void {
  const canvas = pad();
  if (canvas !== null && drawn) {
    drawn = false;
    app.session.picture("signature", blobOf(canvas, "image/png"));
  }
}
