import { en } from "zod/locales";
import * as z from "zod/mini";

// zod/mini has no words until it is given a language: without it every fault is told as "Invalid input" and no
// more. It stands here because every schema that refuses what comes from outside builds on this file.
z.config(en());

/** A natural or legal person by the number of a document. The check digits are examined behind the schema. */
export const subjectSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("person"),
    idType: z.enum(["resident-id", "hmt-residence-permit", "foreign-permanent-resident"]),
    id: z.string().check(z.minLength(1), z.maxLength(32)),
  }),
  z.strictObject({
    kind: z.literal("organisation"),
    idType: z.literal("uscc"),
    id: z.string().check(z.minLength(1), z.maxLength(32)),
  }),
]);

/** A day as `YYYY-MM-DD`, a real one, of the years 1850 to 2200: no register reaches further. */
export const daySchema = z.iso.date().check(
  z.refine((day) => day >= "1850-01-01" && day <= "2200-12-31", {
    error: "1850-01-01 to 2200-12-31",
  }),
);

/** The last day of validity; `9999-12-31` is how registers write an open end. */
export const lastDaySchema = z.union([daySchema, z.literal("9999-12-31")]);

/** An instant in RFC 3339, with its offset. */
export const instantSchema = z.iso.datetime({ offset: true }).check(
  z.refine((instant) => instant >= "1990" && instant < "2200", {
    error: "the years 1990 to 2199",
  }),
);
