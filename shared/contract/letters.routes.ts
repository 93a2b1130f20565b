import {
  letterIdsSchema,
  lettersSchema,
  openLettersSchema,
  printedSchema,
} from "./letters.schema.ts";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";

export const letterSchemas = {
  LetterIds: letterIdsSchema,
  Letters: lettersSchema,
  OpenLetters: openLettersSchema,
  PrintedLetters: printedSchema,
} as const satisfies NamedSchemas;

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

const refusedToStaff = {
  401: problem("No valid token"),
  403: problem("Only handlers print, those of their own department"),
} as const;

const json = (name: keyof typeof letterSchemas) => ({ "application/json": name });

/** Messages that go by letter: who has no phone and no app, or was not reached there. */
export const letterRoutes: readonly RouteDescription[] = [
  {
    method: "get",
    path: "/v1/console/letters",
    operationId: "listLetters",
    summary: "Letters that wait to be printed by the caller's department, the oldest 200",
    security: "bearer",
    responses: {
      200: { description: "Without whom they are for", content: json("Letters") },
      ...refusedToStaff,
    },
  },
  {
    method: "post",
    path: "/v1/console/letters/taken",
    operationId: "takeLetters",
    summary: "Take letters to print them; recorded as an access to each address",
    description:
      "From then on nobody else gets them, for a day; the same person gets the same again. Those that are another's are absent.",
    security: "bearer",
    request: json("LetterIds"),
    responses: {
      200: { description: "Name, address and words of each", content: json("OpenLetters") },
      400: problem("The request is malformed"),
      ...refusedToStaff,
    },
  },
  {
    method: "post",
    path: "/v1/console/letters/printed",
    operationId: "markLettersPrinted",
    summary: "Letters that the caller took are printed and on their way",
    security: "bearer",
    request: json("LetterIds"),
    responses: {
      200: { description: "Those that are marked now", content: json("PrintedLetters") },
      400: problem("The request is malformed"),
      ...refusedToStaff,
    },
  },
];
