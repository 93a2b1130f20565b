import { find } from "./elements.ts";

const screens = [
  "starting",
  "enrolment",
  "shift",
  "scanning",
  "look",
  "answer",
  "records",
] as const;
export type Screen = (typeof screens)[number];

/** Shows one screen and no other; its heading takes the focus, so that a reader hears where one is. */
export function show(screen: Screen): void {
  for (const one of screens) find(one).hidden = one !== screen;
  // An answer covers what stands above it.
  const header = document.querySelector("header");
  if (header !== null) header.inert = screen === "answer";
  find(`${screen}-title`).focus({ preventScroll: screen !== "answer" });
  scrollTo(0, 0);
}

export const isShown = (screen: Screen): boolean => !find(screen).hidden;
