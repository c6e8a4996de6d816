// How the page answers a scan to somebody who does not look at it: a sound, a flash, a buzz.

import type { Tone } from "./state";

const KEPT_MUTE = "stockroom-mute";
const FLASH_MS = 350;

// Pitches in hertz, one after the other, and how long each is held in seconds.
const SOUNDS: { readonly [tone in Tone]: readonly [readonly number[], number] } = {
  done: [[880, 1320], 0.07],
  set: [[880], 0.07],
  ask: [[660], 0.1],
  again: [[440, 440], 0.09],
  no: [[220, 165], 0.22],
};
const BUZZES: { readonly [tone in Tone]: readonly number[] } = {
  done: [40],
  set: [30],
  ask: [30],
  again: [30, 60, 30],
  no: [150, 80, 150],
};

let player: AudioContext | null = null;

// Browsers let a page sound only from a tap on: call this from the one that starts scanning.
export function unlock(): void {
  player ??= "AudioContext" in window ? new AudioContext() : null;
  void player?.resume().catch(() => undefined);
}

export function isMute(): boolean {
  return localStorage.getItem(KEPT_MUTE) === "yes";
}

export function setMute(mute: boolean): void {
  localStorage.setItem(KEPT_MUTE, mute ? "yes" : "no");
}

export function signal(tone: Tone): void {
  flash(tone);
  if (!isMute()) {
    sound(tone);
    navigator.vibrate?.([...BUZZES[tone]]);
  }
}

function sound(tone: Tone): void {
  if (player === null || player.state !== "running") {
    return;
  }
  const [pitches, holds] = SOUNDS[tone];
  pitches.forEach((pitch, nth) => note(player as AudioContext, pitch, nth * holds, holds));
}

function note(on: AudioContext, pitch: number, after: number, holds: number): void {
  const begins = on.currentTime + after;
  const voice = new OscillatorNode(on, { type: "triangle", frequency: pitch });
  const loud = new GainNode(on, { gain: 0 });
  loud.gain.setValueAtTime(0.3, begins);
  loud.gain.exponentialRampToValueAtTime(0.001, begins + holds); // no click at its end
  voice.connect(loud).connect(on.destination);
  voice.start(begins);
  voice.stop(begins + holds);
}

function flash(tone: Tone): void {
  const page = document.documentElement;
  page.dataset["flash"] = tone;
  setTimeout(() => {
    if (page.dataset["flash"] === tone) {
      delete page.dataset["flash"];
    }
  }, FLASH_MS);
}
