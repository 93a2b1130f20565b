import * as z from "zod";

/** A natural or legal person by the number of a document. The check digits are examined behind the schema. */
export const subjectSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("person"),
    idType: z.enum(["resident-id", "hmt-residence-permit", "foreign-permanent-resident"]),
    id: z.string().min(1).max(32),
  }),
  z.strictObject({
    kind: z.literal("organisation"),
    idType: z.literal("uscc"),
    id: z.string().min(1).max(32),
  }),
]);

/** A day as `YYYY-MM-DD`, a real one. */
export const daySchema = z.iso.date();

/** An instant in RFC 3339, with its offset. */
export const instantSchema = z.iso.datetime({ offset: true });
