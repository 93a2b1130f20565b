import * as z from "zod";

const noticeSchema = z.looseObject({
  noticeId: z.string().min(1),
  channel: z.string(),
  to: z.string(),
  template: z.string(),
  title: z.string(),
  body: z.string(),
  link: z.url().optional(),
  notBefore: z.iso.datetime({ offset: true }).optional(),
});
export type Notice = z.output<typeof noticeSchema>;

const instructionSchema = z.looseObject({
  instructionId: z.string().min(1),
  endToEndId: z.string().min(1).max(35),
  kind: z.string(),
  policy: z.string(),
  periods: z.array(z.string()),
  amountFen: z.int().positive().optional(),
  currency: z.literal("CNY"),
  payee: z.looseObject({ name: z.string(), bank: z.string(), account: z.string() }).optional(),
  remark: z.string(),
  dueOn: z.iso.date(),
});
export type Instruction = z.output<typeof instructionSchema>;

const envelope = { specversion: z.literal("1.0"), id: z.string(), source: z.string() };

/** What a gateway or a payer understands. */
export const incomingSchema = z.discriminatedUnion("type", [
  z.looseObject({ ...envelope, type: z.literal("notice.requested.v1"), data: noticeSchema }),
  z.looseObject({
    ...envelope,
    type: z.literal("fulfilment.requested.v1"),
    data: instructionSchema,
  }),
]);
export type Incoming = z.output<typeof incomingSchema>;
