import * as z from "zod";
import { daySchema, instantSchema } from "./subject.schema.ts";

const departmentSchema = z.string().min(1).max(60);

function isSecret(text: string): boolean {
  const encoded = /^whsec_([A-Za-z\d+/]+={0,2})$/.exec(text)?.[1] ?? "";
  if (encoded.length % 4 !== 0) return false;
  const { length } = atob(encoded);
  return length >= 24 && length <= 64;
}

/** Acts that need two persons: one proposes, another approves. */
export const proposalRequestSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("department-key"),
    payload: z.strictObject({
      department: departmentSchema,
      keyId: z.string().regex(/^[\w-]{1,40}$/),
      secret: z.string().refine(isSecret, { error: "whsec_ and base64 of 24 to 64 bytes" }),
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
  /** Ends every authorisation of a department for a policy: from now on two persons release each payment. */
  z.strictObject({
    kind: z.literal("authorisation-end"),
    payload: z.strictObject({ department: departmentSchema, policy: z.string().min(1).max(80) }),
  }),
  /** After a shard was restored and reconciled: the city takes its newest seal for the true one, and it pays again. */
  z.strictObject({
    kind: z.literal("shard-acceptance"),
    payload: z.strictObject({
      shard: z.int().min(0),
      number: z.int().min(0),
      hash: z.string().max(60),
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
