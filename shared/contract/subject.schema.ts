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

/** A day as `YYYY-MM-DD`, a real one, of the years 1850 to 2200: no register reaches further. */
export const daySchema = z.iso.date().refine((day) => day >= "1850-01-01" && day <= "2200-12-31", {
  error: "1850-01-01 to 2200-12-31",
});

/** The last day of validity; `9999-12-31` is how registers write an open end. */
export const lastDaySchema = z.union([daySchema, z.literal("9999-12-31")]);

/** An instant in RFC 3339, with its offset. */
export const instantSchema = z.iso
  .datetime({ offset: true })
  .refine((instant) => instant >= "1990" && instant < "2200", { error: "the years 1990 to 2199" });
