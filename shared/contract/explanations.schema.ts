import * as z from "zod";
import { entitlementStates } from "#shared/db/enumerations.ts";
import { daySchema, instantSchema, subjectSchema } from "./subject.schema.ts";

export const explanationRequestSchema = z.strictObject({
  subject: subjectSchema,
  policy: z.string().min(1).max(80).optional(),
  on: daySchema.optional(),
  /** Why personal data is looked at; it is recorded with the access. */
  purpose: z.string().trim().min(2).max(200),
});

const verdicts = ["met", "unmet", "unknown"] as const;
const factValueSchema = z.union([z.string(), z.number(), z.boolean()]);
const gapStates = ["absent", "missing", "conflict"] as const;

const relativesSchema = z
  .array(z.strictObject({ relation: z.string(), count: z.int().min(0), isComplete: z.boolean() }))
  .describe("The relatives who were looked at; facts name them by number: `child[1].birthDate`");

const clauseSchema = z
  .strictObject({
    number: z.string().describe("`3`; its parts follow as `3.1`, `3.2`"),
    text: z.string(),
    verdict: z.enum(verdicts),
    finding: z.string().optional().describe("What was found, where it is settled"),
    facts: z
      .array(
        z.strictObject({
          fact: z.string(),
          label: z.string(),
          state: z
            .enum(["known", ...gapStates])
            .describe(
              "`absent`: the complete register does not list the subject; `missing`: nothing was reported; `conflict`: two values for one instant",
            ),
          steward: z.string().describe("Who reported it, or is responsible for it"),
          value: factValueSchema.optional(),
          text: z.string().optional().describe("The value as people read it"),
          observedAt: instantSchema.optional(),
        }),
      )
      .describe("Those that no part of the clause has read"),
    relatives: relativesSchema,
    figures: z
      .array(
        z.strictObject({
          parameter: z.string(),
          label: z.string(),
          publisher: z.string(),
          text: z.string().optional().describe("Absent where no value is known for the day"),
          from: daySchema.optional(),
          until: daySchema.optional(),
          status: z.enum(["sourced", "sample"]).optional(),
          document: z.string().optional(),
        }),
      )
      .describe("Published figures that the clause used"),
  })
  .describe("A clause of the rule, or a part of one");

const decisionSchema = z
  .strictObject({
    on: daySchema.describe("The day for which it was judged"),
    version: z.string(),
    reason: z.string().describe("The letter as it was written then"),
    replayed: z.strictObject({
      same: z.boolean().describe("The same rule gives the same answer from the same facts"),
      differences: z.array(z.string()),
    }),
  })
  .describe("What was decided, made again now from its record");

const verdictSchema = z.strictObject({
  policy: z.string(),
  version: z.string(),
  verdict: z.enum(verdicts),
  amountFen: z.int().min(0).optional(),
  reason: z.string(),
  facts: z.array(
    z.strictObject({
      fact: z.string(),
      value: factValueSchema,
      reportedBy: z.string(),
      observedAt: instantSchema,
    }),
  ),
  gaps: z
    .array(z.strictObject({ fact: z.string(), state: z.enum(gapStates) }))
    .describe("Facts that were asked for and have no value"),
  relatives: relativesSchema,
  missing: z.array(z.strictObject({ fact: z.string(), steward: z.string() })),
  clauses: z.array(clauseSchema).describe("The rule clause by clause, the amount last"),
  nextChangeOn: daySchema.optional(),
  entitlements: z.array(
    z.strictObject({
      id: z.string(),
      period: z.string(),
      state: z.enum(entitlementStates),
      amountFen: z.int().min(0).optional(),
      heldBecause: z.string().optional(),
      decision: decisionSchema,
    }),
  ),
});

export const explanationsSchema = z.strictObject({ verdicts: z.array(verdictSchema) });
export type ExplainedVerdict = z.infer<typeof verdictSchema>;
