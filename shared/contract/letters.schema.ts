import * as z from "zod/mini";
import { instantSchema } from "./subject.schema.ts";

const idSchema = z.string().check(z.regex(/^[a-z2-7]{10,35}$/));

/** What waits to be printed, without whom it is for. */
export const lettersSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      id: idSchema,
      policy: z.string(),
      title: z.string().check(z.describe("Of the policy; neutral where it is sensitive")),
      listedAt: instantSchema,
      /** When somebody took it to print it. */
      takenAt: z.optional(instantSchema),
      mine: z.boolean().check(z.describe("Whether who asks has taken it")),
    }),
  ),
});

export const letterIdsSchema = z.strictObject({
  ids: z.array(idSchema).check(z.minLength(1), z.maxLength(50)),
});

/** Letters as they are printed. Only those that were free, or taken by who asks. */
export const openLettersSchema = z.strictObject({
  letters: z.array(
    z.strictObject({
      id: idSchema,
      locale: z.string(),
      name: z.optional(z.string()).check(z.describe("Absent where none is on file")),
      address: z
        .optional(z.string())
        .check(z.describe("Absent where none is on file: then the neighbourhood is asked")),
      title: z.string(),
      body: z.string(),
    }),
  ),
});

export const printedSchema = z.strictObject({ printed: z.array(idSchema) });
