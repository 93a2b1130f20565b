import * as z from "zod/mini";
import { mandateKinds } from "#shared/db/enumerations.ts";
import { assurances, decidedKinds, type SignedDocument } from "./signed-document.ts";

const text = z.string().check(z.maxLength(2000));

const formSchema = z.strictObject({
  department: text,
  policy: text,
  title: text,
  version: text,
  document: text,
  clause: text,
  applicant: z.optional(text),
  periods: z
    .array(z.strictObject({ period: text, amountFen: z.optional(z.int()), reason: text }))
    .check(z.minLength(1), z.maxLength(500)),
  commitment: z.optional(text),
  account: z.optional(text),
  materials: z
    .array(z.strictObject({ name: text, value: text, heldBy: text, observedAt: text }))
    .check(z.maxLength(500)),
  standing: z.boolean(),
});

/** A document of record as it is handed out: what `/verify` takes. */
export const signedDocumentSchema = z.strictObject({
  document: z.strictObject({
    format: z.literal(1),
    kind: z.enum(decidedKinds),
    number: text,
    form: formSchema,
    decidedAt: text,
    assurance: z.enum(assurances),
    clerk: z.optional(text),
    agent: z.optional(
      z.strictObject({ mandate: text, kind: z.enum(mandateKinds), name: z.optional(text) }),
    ),
  }),
  signature: z.string().check(z.maxLength(1000)),
});

/** What a file holds, if it is a document of record by its shape; whether it is genuine, only its signature tells. */
export function readSignedDocument(file: string): SignedDocument | undefined {
  const parsed = signedDocumentSchema.safeParse(parsedOrNothing(file));
  return parsed.success ? withoutUndefined(parsed.data) : undefined;
}

/** Guarantee: parsed JSON has no key whose value is undefined, and the schema names every key of the type. */
function withoutUndefined(document: unknown): SignedDocument {
  return document as SignedDocument;
}

function parsedOrNothing(file: string): unknown {
  try {
    return JSON.parse(file);
  } catch {
    return undefined;
  }
}
