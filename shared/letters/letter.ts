import type { letters } from "#shared/db/letters.schema.ts";

/** A message that goes by letter: on the list of the department that speaks, until it is printed. */
export type Letter = typeof letters.$inferSelect;

/** What is read on it. Sealed while it waits, for the code of a link is among it. */
export interface LetterWords {
  readonly title: string;
  readonly body: string;
  readonly locale: string;
}

/** What binds sealed words to their letter. */
export const letterContext = (id: string): string => `letter ${id}`;

/** Guarantee: `notify` sealed it so. */
export function wordsOf(text: string): LetterWords {
  return JSON.parse(text) as LetterWords;
}
