import type { AnswerKind } from "../answers.ts";

/** Notes as [hertz, begin, end] in seconds, and how a phone shakes, in milliseconds: each kind is told from the others blindly. */
const signals: Readonly<
  Record<AnswerKind, { notes: [number, number, number][]; shake: number[] }>
> = {
  // Two notes, rising.
  granted: {
    notes: [
      [660, 0, 0.14],
      [990, 0.15, 0.4],
    ],
    shake: [120],
  },
  // One low note, long.
  refused: { notes: [[180, 0, 0.7]], shake: [400] },
  // Two low notes.
  used: {
    notes: [
      [220, 0, 0.25],
      [220, 0.35, 0.6],
    ],
    shake: [250, 100, 250],
  },
  // Three short notes of the same height.
  unknown: {
    notes: [
      [440, 0, 0.12],
      [440, 0.22, 0.34],
      [440, 0.44, 0.56],
    ],
    shake: [80, 80, 80, 80, 80],
  },
  // Two notes, falling.
  clock: {
    notes: [
      [600, 0, 0.2],
      [400, 0.22, 0.5],
    ],
    shake: [80, 80, 300],
  },
};

let audio: AudioContext | undefined;

/** A browser plays nothing before somebody has touched the page; called at each touch. */
export function allowSound(): void {
  audio ??= new AudioContext();
  if (audio.state === "suspended") void audio.resume();
}

export function signal(kind: AnswerKind): void {
  const { notes, shake } = signals[kind];
  // Absent on iPhones, and without effect on a tablet that cannot shake.
  if ("vibrate" in navigator) navigator.vibrate(shake);
  if (audio?.state !== "running") return;
  const from = audio.currentTime + 0.02;
  for (const [hertz, begin, end] of notes) {
    const oscillator = audio.createOscillator();
    const volume = audio.createGain();
    oscillator.type = hertz < 300 ? "square" : "sine";
    oscillator.frequency.value = hertz;
    volume.gain.setValueAtTime(0, from + begin);
    volume.gain.linearRampToValueAtTime(0.4, from + begin + 0.02);
    volume.gain.setValueAtTime(0.4, from + end - 0.03);
    volume.gain.linearRampToValueAtTime(0, from + end);
    oscillator.connect(volume).connect(audio.destination);
    oscillator.start(from + begin);
    oscillator.stop(from + end);
  }
}
