import * as z from "zod";
import { daySchema, instantSchema } from "./subject.schema.ts";

/** What the message gateway is asked to send. It never holds a name, a document number or an account. */
export const noticeRequestedSchema = z.strictObject({
  noticeId: z.string(),
  channel: z.enum(["sms", "app", "enterprise-page"]),
  /** A phone, or the opaque address that the one-stop platform knows. */
  to: z.string(),
  locale: z.string(),
  template: z.string(),
  title: z.string(),
  body: z.string(),
  link: z.url().optional(),
  /** Keeps quiet hours. */
  notBefore: instantSchema.optional(),
});
export type NoticeRequested = z.infer<typeof noticeRequestedSchema>;

/** What a paying or serving department is told to do. The end-to-end id never changes on retry. */
export const fulfilmentRequestedSchema = z.strictObject({
  instructionId: z.string(),
  endToEndId: z.string().max(35),
  kind: z.enum(["payment", "reduction", "refund", "service", "certificate"]),
  policy: z.string(),
  periods: z.array(z.string()).min(1),
  amountFen: z.int().positive().optional(),
  currency: z.literal("CNY"),
  payee: z.strictObject({ name: z.string(), bank: z.string(), account: z.string() }).optional(),
  remark: z.string(),
  dueOn: daySchema,
});
export type FulfilmentRequested = z.infer<typeof fulfilmentRequestedSchema>;
