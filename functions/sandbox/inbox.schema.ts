import * as z from "zod/mini";

const noticeSchema = z.looseObject({
  noticeId: z.string().check(z.minLength(1)),
  channel: z.string(),
  to: z.string(),
  template: z.string(),
  title: z.string(),
  body: z.string(),
  link: z.optional(z.url()),
  links: z.optional(z.array(z.url())),
  notBefore: z.optional(z.iso.datetime({ offset: true })),
});
export type Notice = z.output<typeof noticeSchema>;

const instructionSchema = z.looseObject({
  instructionId: z.string().check(z.minLength(1)),
  endToEndId: z.string().check(z.minLength(1), z.maxLength(35)),
  kind: z.string(),
  policy: z.string(),
  periods: z.array(z.string()),
  amountFen: z.optional(z.int().check(z.positive())),
  currency: z.literal("CNY"),
  payee: z.optional(z.looseObject({ name: z.string(), bank: z.string(), account: z.string() })),
  remark: z.string(),
  dueOn: z.iso.date(),
});
export type Instruction = z.output<typeof instructionSchema>;

const alarmSchema = z.looseObject({
  item: z.string(),
  day: z.iso.date(),
  kind: z.string(),
  title: z.string(),
  owner: z.string(),
  late: z.boolean(),
});
export type Alarm = z.output<typeof alarmSchema>;

const caseSchema = z.looseObject({
  caseNumber: z.string().check(z.minLength(1)),
  policy: z.string(),
  steps: z.array(z.looseObject({ step: z.string(), at: z.iso.datetime() })).check(z.minLength(1)),
  state: z.string(),
});
export type Case = z.output<typeof caseSchema>;

const caseCountSchema = z.looseObject({
  day: z.iso.date(),
  counts: z.array(z.looseObject({ policy: z.string(), state: z.string(), count: z.int() })),
});
export type CaseCount = z.output<typeof caseCountSchema>;

const envelope = { specversion: z.literal("1.0"), id: z.string(), source: z.string() };

/** What a gateway, a payer, a department or the one-stop platform understands. */
export const incomingSchema = z.discriminatedUnion("type", [
  z.looseObject({ ...envelope, type: z.literal("notice.requested.v1"), data: noticeSchema }),
  z.looseObject({
    ...envelope,
    type: z.literal("fulfilment.requested.v1"),
    data: instructionSchema,
  }),
  z.looseObject({ ...envelope, type: z.literal("alarm.raised.v1"), data: alarmSchema }),
  z.looseObject({ ...envelope, type: z.literal("case.recorded.v1"), data: caseSchema }),
  z.looseObject({ ...envelope, type: z.literal("case.counted.v1"), data: caseCountSchema }),
]);
export type Incoming = z.output<typeof incomingSchema>;
