import * as z from "zod/mini";
import { daySchema, instantSchema } from "./subject.schema.ts";
import { workItemSchema } from "./work-items.schema.ts";

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
  link: z.optional(z.url()),
  /** Keeps quiet hours. */
  notBefore: z.optional(instantSchema),
});
export type NoticeRequested = z.infer<typeof noticeRequestedSchema>;

/** What a paying or serving department is told to do. The end-to-end id never changes on retry. */
export const fulfilmentRequestedSchema = z.strictObject({
  instructionId: z.string(),
  endToEndId: z.string().check(z.maxLength(35)),
  kind: z.enum(["payment", "reduction", "refund", "service", "certificate"]),
  policy: z.string(),
  periods: z.array(z.string()).check(z.minLength(1)),
  amountFen: z.optional(z.int().check(z.positive())),
  currency: z.literal("CNY"),
  payee: z.optional(z.strictObject({ name: z.string(), bank: z.string(), account: z.string() })),
  remark: z.string(),
  /** Who bears the cost; the percents add up to 100. */
  shares: z.optional(
    z.array(
      z.strictObject({
        level: z.enum(["central", "city", "district"]),
        percent: z.int().check(z.positive()),
      }),
    ),
  ),
  dueOn: daySchema,
});
export type FulfilmentRequested = z.infer<typeof fulfilmentRequestedSchema>;

/** What the owner of a work item is told when it is late, once a day, and when it is urgent, at once. */
export const alarmRaisedSchema = z.extend(
  z.pick(workItemSchema, {
    kind: true,
    title: true,
    owner: true,
    policy: true,
    openedAt: true,
    dueOn: true,
    late: true,
    detail: true,
  }),
  {
    item: z.string().check(z.describe("The id of the work item")),
    day: daySchema.check(z.describe("There is one alarm of an item on a day")),
  },
);
export type AlarmRaised = z.infer<typeof alarmRaisedSchema>;
