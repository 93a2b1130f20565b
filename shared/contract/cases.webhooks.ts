import type { NamedSchemas, WebhookDescription } from "./openapi.ts";
import {
  caseAnswerSchema,
  caseCountAnswerSchema,
  caseCountedSchema,
  caseRecordedSchema,
} from "./outgoing.schema.ts";

/** What the one-stop platform is told of cases, and what it may answer. */
export const caseSchemas = {
  CaseAnswer: caseAnswerSchema,
  CaseCountAnswer: caseCountAnswerSchema,
  CaseCounted: caseCountedSchema,
  CaseRecorded: caseRecordedSchema,
} as const satisfies NamedSchemas;

export const caseWebhooks: readonly WebhookDescription[] = [
  {
    type: "case.recorded.v1",
    summary:
      "The one-stop platform hears of every step of a case, one case or a batch; it may answer with its own numbers",
    data: "CaseRecorded",
    answer: "CaseAnswer",
  },
  {
    type: "case.counted.v1",
    summary:
      "The one-stop platform is told how many steps were taken on a day, and answers with its own count",
    data: "CaseCounted",
    answer: "CaseCountAnswer",
  },
];
