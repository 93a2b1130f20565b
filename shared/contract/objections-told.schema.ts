import * as z from "zod/mini";
import { objectionStates, objectorKinds } from "#shared/db/enumerations.ts";
import { daySchema, instantSchema } from "./subject.schema.ts";

export const phoneCodeSentSchema = z.strictObject({
  expiresInSeconds: z.int(),
  nextInSeconds: z.int().check(z.describe("When another code may be asked for")),
});

export const phoneVerifiedSchema = z.strictObject({
  verification: z.string().check(z.describe("Sealed; names the phone to nobody but us")),
  expiresAt: instantSchema,
});

export const objectionLodgedSchema = z.strictObject({
  id: z.string(),
  state: z.enum(objectionStates),
  lodgedAt: instantSchema,
  decisionBy: z
    .nullable(daySchema)
    .check(z.describe("By when it is accepted or declined; null 待定 while a calendar is missing")),
});

const ownObjectionSchema = z.strictObject({
  id: z.string(),
  policy: z.string(),
  title: z.string(),
  period: z.optional(z.string()),
  role: z.enum(["objector", "concerned"]),
  state: z.enum(objectionStates),
  lodgedAt: instantSchema,
  frozen: z.boolean().check(z.describe("Payment waits for the answer")),
  text: z.optional(z.string()).check(z.describe("The reasons of the decision or the answer")),
  remedies: z
    .optional(z.strictObject({ zh: z.string(), en: z.string() }))
    .check(z.describe("How to go on against the answer, for the person concerned")),
});
export type OwnObjection = z.infer<typeof ownObjectionSchema>;

export const ownObjectionsSchema = z.strictObject({ items: z.array(ownObjectionSchema) });

export const hintReceivedSchema = z.strictObject({ state: z.literal("received") });

const consoleObjectionSchema = z.strictObject({
  id: z.string(),
  policy: z.string(),
  title: z.string(),
  period: z.optional(z.string()),
  entitlement: z.optional(z.string()),
  raisedBy: z.enum(objectorKinds),
  state: z.enum(objectionStates),
  frozen: z.boolean(),
  amountFen: z.optional(z.int()).check(z.describe("What was objected to")),
  lodgedAt: instantSchema,
  consideredBy: z.optional(z.string()),
  consideredAt: z.optional(instantSchema),
  answeredBy: z.optional(z.string()),
  answeredAt: z.optional(instantSchema),
  outcome: z.optional(z.string()),
});

export const consoleObjectionsSchema = z.strictObject({ items: z.array(consoleObjectionSchema) });

export const consoleObjectionDetailSchema = z.strictObject({
  ...consoleObjectionSchema.shape,
  grounds: z.string(),
  acceptance: z.optional(z.string()),
  answer: z.optional(z.string()),
});

export const freezeLiftedSchema = z.strictObject({ entitlement: z.string(), state: z.string() });

export const consoleHintSchema = z.strictObject({
  id: z.string(),
  policy: z.optional(z.string()),
  entry: z.optional(z.string()),
  text: z.string(),
  receivedAt: instantSchema,
});
