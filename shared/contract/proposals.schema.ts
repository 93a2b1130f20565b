import * as z from "zod";
import { daySchema, instantSchema } from "./subject.schema.ts";

const departmentSchema = z.string().min(1).max(60);

/** Acts that need two persons: one proposes, another approves. */
export const proposalRequestSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("department-key"),
    payload: z.strictObject({
      department: departmentSchema,
      keyId: z.string().regex(/^[\w-]{1,40}$/),
      /** `whsec_` and base64 of 24 to 64 bytes. */
      secret: z.string().regex(/^whsec_[A-Za-z\d+/]{32,88}={0,2}$/),
    }),
  }),
  z.strictObject({
    kind: z.literal("department-key-retirement"),
    payload: z.strictObject({
      department: departmentSchema,
      keyId: z.string().regex(/^[\w-]{1,40}$/),
    }),
  }),
  z.strictObject({
    kind: z.literal("endpoint"),
    payload: z.strictObject({
      department: departmentSchema,
      purpose: z.enum(["fulfilment", "notices"]),
      url: z.url({ protocol: /^https?$/ }).max(500),
    }),
  }),
  z.strictObject({
    kind: z.literal("authorisation"),
    payload: z.strictObject({
      department: departmentSchema,
      policy: z.string().min(1).max(80),
      dailyCapFen: z.int().positive(),
      validFrom: daySchema,
      validUntil: daySchema,
    }),
  }),
  z.strictObject({
    kind: z.literal("release"),
    payload: z.strictObject({
      policy: z.string().min(1).max(80),
      releases: z
        .array(
          z.strictObject({
            endToEndId: z.string().regex(/^[a-z2-7]{28}$/),
            amountFen: z.int().positive(),
          }),
        )
        .min(1)
        .max(500),
    }),
  }),
]);
export type ProposalRequest = z.infer<typeof proposalRequestSchema>;

export const proposalDecisionSchema = z.strictObject({ decision: z.enum(["approve", "decline"]) });

export const proposalSchema = z.strictObject({
  id: z.string(),
  kind: z.string(),
  state: z.enum(["proposed", "approved", "declined"]),
});

export const proposalsSchema = z.strictObject({
  items: z.array(proposalSchema.extend({ proposedAt: instantSchema })),
});
