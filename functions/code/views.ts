import type { Session } from "#shared/sign-in/session.ts";
import type { Choice } from "./bearer.ts";

/** A code as a screen shows it. */
export interface ShownCode {
  /** The dark modules as the path of an image, one unit each. */
  readonly path: string;
  /** The length of its sides. */
  readonly size: number;
  readonly validForSeconds: number;
  /** 10:31:05 */
  readonly until: string;
}

export interface CodeView {
  readonly kind: Session["kind"];
  readonly choices: readonly Choice[];
  readonly choice: Choice;
  readonly code: ShownCode;
  /** Old enough for a code on paper. */
  readonly mayPrint: boolean;
}
