import { en } from "zod/locales";
import * as z from "zod/mini";

// zod/mini has no words until it is given a language; see subject.schema.ts.
z.config(en());

/** A mobile number of mainland China. */
const phoneSchema = z.string().check(z.regex(/^1[3-9]\d{9}$/));
const wordsSchema = z.string().check(z.trim(), z.minLength(5), z.maxLength(2000));

export const phoneCodeRequestSchema = z.strictObject({ phone: phoneSchema });

export const phoneCodeCheckSchema = z.strictObject({
  phone: phoneSchema,
  code: z.string().check(z.regex(/^\d{6}$/)),
});

/** What `POST /v1/objections` takes: about an entry of a public list, or about what is one's own. */
export const objectionRequestSchema = z.strictObject({
  entry: z
    .optional(
      z.pipe(
        z.string().check(z.regex(/^[A-Za-z2-7]{14}$/)),
        z.transform((number) => number.toLowerCase()),
      ),
    )
    .check(z.describe("The public number 公示编号")),
  entitlement: z
    .optional(z.string().check(z.regex(/^[a-z2-7]{28}$/)))
    .check(z.describe("One of one's own: its amount, or what it rests on")),
  policy: z
    .optional(z.string().check(z.maxLength(100)))
    .check(z.describe("That one has nothing under it")),
  grounds: wordsSchema,
  verification: z
    .optional(z.string().check(z.maxLength(1000)))
    .check(z.describe("Of a phone; without it one has signed in")),
});

export const hintRequestSchema = z.strictObject({
  policy: z.optional(z.string().check(z.maxLength(100))),
  entry: z.optional(z.string().check(z.regex(/^[A-Za-z2-7]{14}$/))),
  text: wordsSchema,
});

/** What staff are told: never who objected, only how. */
export const objectionQuerySchema = z.strictObject({
  state: z._default(z.enum(["open", "closed"]), "open"),
  policy: z.optional(z.string().check(z.maxLength(100))),
});

export const acceptanceSchema = z.strictObject({
  decision: z.enum(["accept", "decline"]),
  text: wordsSchema,
});

export const answerSchema = z.discriminatedUnion("decision", [
  z.strictObject({ decision: z.literal("refused"), text: wordsSchema }),
  z.strictObject({
    decision: z.literal("upheld"),
    finding: z
      .enum(["not-entitled", "facts-corrected"])
      .check(
        z.describe(
          "`not-entitled`: what only people can judge excludes it. `facts-corrected`: the steward has corrected the facts, " +
            "and the system has worked out anew what follows",
        ),
      ),
    text: wordsSchema,
  }),
]);

export const freezeLiftingSchema = z.strictObject({ text: wordsSchema });
