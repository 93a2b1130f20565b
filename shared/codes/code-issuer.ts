import type { SubjectReference } from "#shared/identity/subject.ts";
import type { CodeClass } from "./code-layout.ts";
import type { Refused } from "./check-code.ts";
import type { Unreadable } from "./read-code.ts";

/** Whose code it is: a subject of ours, or a document that leads to one. */
type CodeHolder = { readonly subjectKey: string } | { readonly subject: SubjectReference };

/** Where, for what and by whom a code is shown; the city's issuer keeps a record of it. */
export interface Showing {
  readonly venue: string;
  readonly purpose: string;
  readonly itemCode?: string;
  readonly operator: string;
}

/**
 * Why a code leads to nobody. A venue is told none of these apart, the log is. `not-recognised`: the city's issuer knows no such
 * code, or no longer; `not-opened`: sealed to a key that we do not have; `no-answer`: nobody can say now, so it is no refusal.
 */
type Unresolved = Unreadable | Refused | "not-recognised" | "not-opened" | "no-answer";

export type Resolution =
  | {
      readonly ok: true;
      readonly holder: CodeHolder;
      readonly class: CodeClass;
      /** Names the code: whoever shows the same again shows the same nonce. */
      readonly nonce: string;
      /** Undefined where the issuer does not say. */
      readonly validUntil: Date | undefined;
    }
  | { readonly ok: false; readonly because: Unresolved };

/** Who issued a code, and knows whose it is. */
export interface CodeIssuer {
  resolve(text: string, showing: Showing, now: Date): Promise<Resolution>;
}
