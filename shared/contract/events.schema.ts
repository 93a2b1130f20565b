import * as z from "zod";
import { daySchema, instantSchema, lastDaySchema, subjectSchema } from "./subject.schema.ts";

const scalarSchema = z.union([z.string().max(200), z.number(), z.boolean(), z.null()]);

const factSchema = z.union([
  scalarSchema,
  z.strictObject({
    value: scalarSchema,
    validFrom: daySchema.optional(),
    validUntil: lastDaySchema.optional(),
  }),
]);

const factsReportedSchema = z.strictObject({
  subject: subjectSchema,
  facts: z
    .record(z.string().min(1).max(80), factSchema)
    .refine((facts) => Object.keys(facts).length > 0 && Object.keys(facts).length <= 200, {
      error: "1 to 200 facts",
    }),
});

const relationsReportedSchema = z.strictObject({
  subject: subjectSchema,
  relations: z
    .array(
      z.strictObject({
        kind: z.string().min(1).max(80).describe("What the other one is to the subject: `child`"),
        other: subjectSchema,
        from: daySchema.optional().describe("Without it the relation has no known beginning"),
        until: lastDaySchema.optional().describe("The last day of the relation"),
        ended: z
          .boolean()
          .optional()
          .describe("Without `until`: the relation ended on the day before the event's `time`"),
      }),
    )
    .min(1)
    .max(200)
    .describe("Each says the whole of one relation: the last observation replaces earlier ones"),
});

const registerReportedSchema = z.strictObject({
  fact: z.string().min(1).max(80).describe("The name of a fact, or of a relation"),
  completeAsOf: z.union([instantSchema, daySchema]),
});

const contactReportedSchema = z
  .strictObject({
    subject: subjectSchema,
    name: z.string().trim().min(1).max(200).optional(),
    phone: z
      .string()
      .regex(/^\+?[\d-]{5,20}$/)
      .optional(),
    account: z
      .strictObject({
        bank: z.string().trim().min(1).max(100),
        number: z.string().regex(/^[\dA-Za-z]{8,34}$/),
        holder: z.string().trim().min(1).max(200),
      })
      .optional(),
    address: z.string().trim().min(1).max(300).optional(),
  })
  .refine((data) => data.name ?? data.phone ?? data.account ?? data.address, {
    error: "at least one of name, phone, account and address",
  });

const fulfilmentReportedSchema = z.strictObject({
  endToEndId: z.string().regex(/^[a-z2-7]{10,35}$/),
  result: z.enum(["paid", "rejected", "returned"]),
  reason: z.string().max(300).optional(),
  at: instantSchema,
});

const envelope = {
  specversion: z.literal("1.0"),
  id: z.string().min(1).max(128),
  source: z.string().min(1).max(256),
  time: instantSchema,
  datacontenttype: z.string().startsWith("application/json").optional(),
};

/** The events that intake takes, as CloudEvents 1.0. Extension attributes are allowed and passed over. */
export const eventSchema = z.discriminatedUnion("type", [
  z.looseObject({ ...envelope, type: z.literal("facts.reported.v1"), data: factsReportedSchema }),
  z.looseObject({
    ...envelope,
    type: z.literal("relations.reported.v1"),
    data: relationsReportedSchema,
  }),
  z.looseObject({
    ...envelope,
    type: z.literal("register.reported.v1"),
    data: registerReportedSchema,
  }),
  z.looseObject({
    ...envelope,
    type: z.literal("contact.reported.v1"),
    data: contactReportedSchema,
  }),
  z.looseObject({
    ...envelope,
    type: z.literal("fulfilment.reported.v1"),
    data: fulfilmentReportedSchema,
  }),
]);
export type DepartmentEvent = z.infer<typeof eventSchema>;

/** The most events in one batch, and the most bytes of one body. */
export const mostEvents = 500;
export const mostBytes = 1_048_576;

const eventResultSchema = z.strictObject({
  id: z.string(),
  status: z.enum(["accepted", "duplicate", "stale", "rejected"]),
  problem: z.strictObject({ type: z.string(), title: z.string(), detail: z.string() }).optional(),
  warning: z.string().optional(),
});
export const eventResultsSchema = z.strictObject({ results: z.array(eventResultSchema) });
export type EventResult = z.infer<typeof eventResultSchema>;
