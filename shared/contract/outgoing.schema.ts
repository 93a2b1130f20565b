import { entitlementStates, gatewayChannels, locales } from "#shared/db/enumerations.ts";
import * as z from "zod/mini";
import { daySchema, instantSchema } from "./subject.schema.ts";
import { workItemSchema } from "./work-items.schema.ts";

/** What the message gateway is asked to send. It never holds a name, a document number or an account. */
export const noticeRequestedSchema = z.strictObject({
  noticeId: z.string(),
  channel: z.enum(gatewayChannels),
  /** A phone, or the opaque address that the one-stop platform knows. */
  to: z.string(),
  locale: z.enum(locales),
  template: z.string(),
  title: z.string(),
  body: z.string(),
  link: z.optional(z.url()),
  /** Of a message about two benefits: the link of each, `link` is the first of them. */
  links: z.optional(z.array(z.url())),
  /** Of an SMS: the parts in which carriers send and bill it. */
  segments: z.optional(z.int().check(z.positive())),
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

const caseNumberSchema = z
  .string()
  .check(z.describe("MS, the day on which it began, the place, and 14 characters; never changes"));

/**
 * What the one-stop platform is told of a case 办件: every step that it has taken until now, not only the last ones, so a
 * word that is lost or comes late does no harm. Several cases may come as one batch of CloudEvents.
 */
export const caseRecordedSchema = z.strictObject({
  caseNumber: caseNumberSchema,
  policy: z.string(),
  /** 事项基本编码, where the policy has one. */
  itemCode: z.optional(z.string()),
  steps: z
    .array(z.strictObject({ step: z.enum(entitlementStates), at: instantSchema }))
    .check(z.minLength(1)),
  state: z.enum(entitlementStates),
  /** 好差评 */
  rating: z.optional(z.int().check(z.minimum(1), z.maximum(5))),
});
export type CaseRecorded = z.infer<typeof caseRecordedSchema>;

/** What the platform may answer to cases: the numbers by which it knows them, 统一审批编码. */
export const caseAnswerSchema = z.looseObject({
  cases: z
    .array(
      z.looseObject({
        caseNumber: z.string(),
        unifiedCaseNumber: z.string().check(z.minLength(1), z.maxLength(64)),
      }),
    )
    .check(z.maxLength(1000)),
});

const stepCountsSchema = z.array(
  z.strictObject({
    policy: z.string(),
    state: z.enum(entitlementStates),
    count: z.int().check(z.minimum(0)),
  }),
);

/** How many steps into each state were taken on a day, by policy: what the platform holds its own figures against. */
export const caseCountedSchema = z.strictObject({ day: daySchema, counts: stepCountsSchema });
export type CaseCounted = z.infer<typeof caseCountedSchema>;

/** What the platform answers: the same, as it has counted. A difference is a work item. */
export const caseCountAnswerSchema = z.looseObject({ counts: stepCountsSchema });
