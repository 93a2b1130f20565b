import * as z from "zod/mini";
import {
  adjustmentKinds,
  adjustmentStates,
  entitlementStates,
  policyStages,
} from "#shared/db/enumerations.ts";
import { daySchema, instantSchema } from "./subject.schema.ts";

const verdicts = ["met", "unmet", "unknown"] as const;
const factValueSchema = z.union([z.string(), z.number(), z.boolean()]);
const gapStates = ["absent", "missing", "conflict"] as const;

const relativesSchema = z
  .array(
    z.strictObject({
      relation: z.string(),
      count: z.int().check(z.minimum(0)),
      isComplete: z.boolean(),
    }),
  )
  .check(
    z.describe("The relatives who were looked at; facts name them by number: `child[1].birthDate`"),
  );

const clauseSchema = z
  .strictObject({
    number: z.string().check(z.describe("`3`; its parts follow as `3.1`, `3.2`")),
    text: z.string(),
    verdict: z.enum(verdicts),
    finding: z.optional(z.string()).check(z.describe("What was found, where it is settled")),
    facts: z
      .array(
        z.strictObject({
          fact: z.string(),
          label: z.string(),
          state: z
            .enum(["known", ...gapStates])
            .check(
              z.describe(
                "`absent`: the complete register does not list the subject; `missing`: nothing was reported; `conflict`: two values for one instant",
              ),
            ),
          steward: z.string().check(z.describe("Who reported it, or is responsible for it")),
          value: z.optional(factValueSchema),
          text: z.optional(z.string()).check(z.describe("The value as people read it")),
          observedAt: z.optional(instantSchema),
        }),
      )
      .check(z.describe("Those that no part of the clause has read")),
    relatives: relativesSchema,
    figures: z
      .array(
        z.strictObject({
          parameter: z.string(),
          label: z.string(),
          publisher: z.string(),
          text: z
            .optional(z.string())
            .check(z.describe("Absent where no value is known for the day")),
          from: z.optional(daySchema),
          until: z.optional(daySchema),
          status: z.optional(z.enum(["sourced", "sample"])),
          document: z.optional(z.string()),
        }),
      )
      .check(z.describe("Published figures that the clause used")),
  })
  .check(z.describe("A clause of the rule, or a part of one"));

const decisionSchema = z
  .strictObject({
    on: daySchema.check(z.describe("The day for which it was judged")),
    version: z.string(),
    reason: z.string().check(z.describe("The letter as it was written then")),
    replayed: z.strictObject({
      same: z
        .boolean()
        .check(z.describe("The same rule gives the same answer from the same facts")),
      differences: z.array(z.string()),
    }),
  })
  .check(z.describe("What was decided, made again now from its record"));

const adjustmentSchema = z
  .strictObject({
    id: z.string(),
    kind: z.enum(adjustmentKinds),
    state: z.enum(adjustmentStates),
    amountFen: z.int().check(z.minimum(0)),
    repaidFen: z.int().check(z.minimum(0)),
    dueOn: z
      .optional(daySchema)
      .check(z.describe("The last day to repay it, once that was decided")),
  })
  .check(z.describe("What was paid too little of it or too much, of which its subject was told"));

const verdictSchema = z.strictObject({
  policy: z.string(),
  version: z.string(),
  verdict: z.enum(verdicts),
  amountFen: z.optional(z.int().check(z.minimum(0))),
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
    .check(z.describe("Facts that were asked for and have no value")),
  relatives: relativesSchema,
  missing: z.array(z.strictObject({ fact: z.string(), steward: z.string() })),
  clauses: z.array(clauseSchema).check(z.describe("The rule clause by clause, the amount last")),
  nextChangeOn: z.optional(daySchema),
  stage: z.enum(policyStages),
  notYet: z
    .optional(
      z.strictObject({
        because: z.enum([
          "not-started",
          "pilot-elsewhere",
          "pilot-district-unknown",
          "not-in-pilot-share",
          "paused",
          "retired",
        ]),
        text: z.string(),
      }),
    )
    .check(z.describe("Why nothing is opened although the verdict is met; with the way meanwhile")),
  entitlements: z.array(
    z.strictObject({
      id: z.string(),
      period: z.string(),
      state: z.enum(entitlementStates),
      amountFen: z.optional(z.int().check(z.minimum(0))),
      heldBecause: z.optional(z.string()),
      adjustments: z.optional(z.array(adjustmentSchema)),
      decision: decisionSchema,
    }),
  ),
});

export const explanationsSchema = z.strictObject({ verdicts: z.array(verdictSchema) });
export type ExplainedVerdict = z.infer<typeof verdictSchema>;
