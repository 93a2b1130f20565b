import type { NamedSchemas, RouteDescription } from "./openapi.ts";
import {
  printedCodeRequestSchema,
  printedCodeSchema,
  revocationSchema,
} from "./printed-codes.schema.ts";

export const printedCodeSchemas = {
  PrintedCode: printedCodeSchema,
  PrintedCodeRequest: printedCodeRequestSchema,
  PrintedCodeRevocation: revocationSchema,
} as const satisfies NamedSchemas;

const json = (name: keyof typeof printedCodeSchemas) => ({ "application/json": name });

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

const refused = {
  400: problem("The request is malformed, or the number is not valid"),
  401: problem("No valid token"),
  403: problem(
    "The role does not allow it; not yet sixty, or no birth on record; a death on record",
  ),
  404: problem("Nothing was ever reported of this number"),
} as const;

/** Codes on paper, given out at the counter of a community service centre. */
export const printedCodeRoutes: readonly RouteDescription[] = [
  {
    method: "post",
    path: "/v1/console/printed-codes",
    operationId: "printCode",
    summary: "A code on paper for somebody of sixty or over; recorded as an access",
    description:
      "By the role `window`, for whoever is present and has shown the card. Good for 180 days and for benefits of little " +
      "value; the operator at the gate looks at the person too. The code that the person had before ends. With " +
      "`Accept: text/html` the answer is the sheet to print.",
    security: "bearer",
    request: json("PrintedCodeRequest"),
    responses: { 201: { description: "The code", content: json("PrintedCode") }, ...refused },
  },
  {
    method: "post",
    path: "/v1/console/printed-codes/revocations",
    operationId: "revokePrintedCode",
    summary: "A code on paper that was lost is good no longer; twice does no more than once",
    security: "bearer",
    request: json("PrintedCodeRequest"),
    responses: {
      200: { description: "Done", content: json("PrintedCodeRevocation") },
      ...refused,
    },
  },
];
