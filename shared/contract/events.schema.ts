import * as z from "zod/mini";
import { caseChannels, caseStates, locales } from "#shared/db/enumerations.ts";
import { daySchema, instantSchema, lastDaySchema, subjectSchema } from "./subject.schema.ts";

const scalarSchema = z.union([
  z.string().check(z.maxLength(200)),
  z.number(),
  z.boolean(),
  z.null(),
]);

const factSchema = z.union([
  scalarSchema,
  z.strictObject({
    value: scalarSchema,
    validFrom: z.optional(daySchema),
    validUntil: z.optional(lastDaySchema),
  }),
]);

const factsReportedSchema = z.strictObject({
  subject: subjectSchema,
  facts: z.record(z.string().check(z.minLength(1), z.maxLength(80)), factSchema).check(
    z.refine((facts) => Object.keys(facts).length > 0 && Object.keys(facts).length <= 200, {
      error: "1 to 200 facts",
    }),
  ),
});

const relationsReportedSchema = z.strictObject({
  subject: subjectSchema,
  relations: z
    .array(
      z.strictObject({
        kind: z
          .string()
          .check(
            z.minLength(1),
            z.maxLength(80),
            z.describe("What the other one is to the subject: `child`"),
          ),
        other: subjectSchema,
        from: z
          .optional(daySchema)
          .check(z.describe("Without it the relation has no known beginning")),
        until: z.optional(lastDaySchema).check(z.describe("The last day of the relation")),
        ended: z
          .optional(z.boolean())
          .check(
            z.describe("Without `until`: the relation ended on the day before the event's `time`"),
          ),
      }),
    )
    .check(
      z.minLength(1),
      z.maxLength(200),
      z.describe("Each says the whole of one relation: the last observation replaces earlier ones"),
    ),
});

const registerReportedSchema = z.strictObject({
  fact: z
    .string()
    .check(z.minLength(1), z.maxLength(80), z.describe("The name of a fact, or of a relation")),
  completeAsOf: z.union([instantSchema, daySchema]),
});

const accountSchema = z.strictObject({
  bank: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  number: z.string().check(z.regex(/^[\dA-Za-z]{8,34}$/)),
  holder: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
});

const contactReportedSchema = z
  .strictObject({
    subject: subjectSchema,
    name: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(200))),
    phone: z.optional(z.string().check(z.regex(/^\+?[\d-]{5,20}$/))),
    account: z.optional(accountSchema),
    premiumAccount: z
      .optional(accountSchema)
      .check(z.describe("Of organisations: the account that pays their social insurance")),
    address: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(300))),
    locale: z
      .optional(z.enum(locales))
      .check(
        z.describe(
          "The language in which the subject wants to be told, as the one-stop platform knows it. Without it messages are " +
            "in Chinese, and in English to holders of a foreign permanent resident's card",
        ),
      ),
    app: z
      .optional(z.boolean())
      .check(
        z.describe("Whether the one-stop platform's app reaches the subject by push messages"),
      ),
  })
  .check(
    z.refine(
      ({ subject: _, ...fields }) => Object.values(fields).some((one) => one !== undefined),
      {
        error: "at least one of name, phone, account, premiumAccount, address, locale and app",
      },
    ),
    z.refine(
      ({ subject, premiumAccount }) =>
        premiumAccount === undefined || subject.kind === "organisation",
      { error: "only organisations have a premiumAccount" },
    ),
  );

const subjectCorrectedSchema = z
  .strictObject({
    from: subjectSchema.check(z.describe("The number that is no longer used")),
    to: subjectSchema.check(z.describe("The number that stands for the same subject from now on")),
  })
  .check(
    z.refine(({ from, to }) => from.kind === to.kind, {
      error: "a person is joined with a person, an organisation with an organisation",
    }),
  );

const fulfilmentReportedSchema = z.strictObject({
  endToEndId: z.string().check(z.regex(/^[a-z2-7]{10,35}$/)),
  result: z.enum(["paid", "rejected", "returned"]),
  reason: z.optional(z.string().check(z.maxLength(300))),
  at: instantSchema,
});

const periodSchema = z.string().check(z.minLength(1), z.maxLength(20));

const caseReportedSchema = z.strictObject({
  subject: subjectSchema,
  policy: z.string().check(z.minLength(1), z.maxLength(80)),
  period: periodSchema.check(
    z.describe("As the policy counts: `2026-12`, `2026-Q4`, `2026` or `once`"),
  ),
  through: z
    .optional(periodSchema)
    .check(z.describe("The last of several periods of which this is said, such as those paid")),
  relative: z
    .optional(subjectSchema)
    .check(
      z.describe(
        "Of a policy that is given for each relative: for whom; without it for all of them",
      ),
    ),
  channel: z
    .enum(caseChannels)
    .check(z.describe("`counter` 窗口, `online` 网上申请, `legacy` 原业务系统")),
  state: z
    .enum(caseStates)
    .check(
      z.describe(
        "`accepted` 受理, `granted` 核准, `paid` 发放: whoever has it there does not get it here as well. " +
          "`refused` 不予受理或不予核准, `withdrawn` 撤回 give it back",
      ),
    ),
  amountFen: z.optional(z.int().check(z.minimum(0))).check(z.describe("Of one period")),
  caseNumber: z
    .optional(z.string().check(z.regex(/^[\dA-Za-z-]{1,40}$/)))
    .check(z.describe("Tells several cases of one channel apart; never a document number")),
  consentedOn: z
    .optional(daySchema)
    .check(
      z.describe(
        "The day on which the person applied for it there, where the lead department vouches for that: " +
          "what follows on the last paid period then needs no other confirmation",
      ),
    ),
});

const manifestReportedSchema = z
  .strictObject({
    day: daySchema,
    events: z.int().check(z.minimum(0), z.maximum(100_000_000)),
    facts: z.record(
      z.string().check(z.minLength(1), z.maxLength(80)),
      z.int().check(z.minimum(0), z.maximum(100_000_000)),
    ),
    digest: z
      .optional(z.string().check(z.regex(/^[\da-f]{64}$/)))
      .check(
        z.describe(
          "SHA-256 in hexadecimal digits over the marks of the events, sorted, a line feed between them; " +
            "the mark of an event is the first 16 hexadecimal digits of the SHA-256 of its `id`",
        ),
      ),
  })
  .check(
    z.describe(
      "What the system that is named by this event's `source` sent. An event belongs to the day in Shanghai of its `time`; " +
        "it counts once, however often it was sent. Manifests and events that were answered `rejected` are not counted. " +
        "`events` and `digest` tell whether anything is missing, `facts` what: in how many events each fact was told; a fact " +
        "named without its period stands for all of them. A manifest is held against what arrives for seven days. " +
        "Of two manifests of a day the one with the later `time` counts",
    ),
  );

const envelope = {
  specversion: z.literal("1.0"),
  id: z.string().check(z.minLength(1), z.maxLength(128)),
  source: z.string().check(z.minLength(1), z.maxLength(256)),
  time: instantSchema,
  datacontenttype: z.optional(z.string().check(z.startsWith("application/json"))),
};

/** The events that intake takes, as CloudEvents 1.0. Extension attributes are allowed and passed over. */
export const eventSchema = z.discriminatedUnion("type", [
  z.looseObject({ ...envelope, type: z.literal("facts.reported.v1"), data: factsReportedSchema }),
  z.looseObject({
    ...envelope,
    type: z.literal("relations.reported.v1"),
    data: relationsReportedSchema,
  }),
  z.looseObject({
    ...envelope,
    type: z.literal("register.reported.v1"),
    data: registerReportedSchema,
  }),
  z.looseObject({
    ...envelope,
    type: z.literal("contact.reported.v1"),
    data: contactReportedSchema,
  }),
  z.looseObject({ ...envelope, type: z.literal("case.reported.v1"), data: caseReportedSchema }),
  z.looseObject({
    ...envelope,
    type: z.literal("subject.corrected.v1"),
    data: subjectCorrectedSchema,
  }),
  z.looseObject({
    ...envelope,
    type: z.literal("manifest.reported.v1"),
    data: manifestReportedSchema,
  }),
  z.looseObject({
    ...envelope,
    type: z.literal("fulfilment.reported.v1"),
    data: fulfilmentReportedSchema,
  }),
]);
export type DepartmentEvent = z.infer<typeof eventSchema>;

/** The most events in one batch, and the most bytes of one body. */
export const mostEvents = 500;
export const mostBytes = 1_048_576;

const eventResultSchema = z.strictObject({
  id: z.string(),
  status: z.enum(["accepted", "duplicate", "stale", "rejected"]),
  problem: z.optional(z.strictObject({ type: z.string(), title: z.string(), detail: z.string() })),
  warning: z.optional(z.string()),
});
export const eventResultsSchema = z.strictObject({ results: z.array(eventResultSchema) });
export type EventResult = z.infer<typeof eventResultSchema>;
