import * as z from "zod/mini";
import { receipts } from "#shared/db/enumerations.ts";
import { noticeRequestedSchema } from "./outgoing.schema.ts";
import { instantSchema } from "./subject.schema.ts";

/** What became of a message. */
const noticeReportedSchema = z.strictObject({
  noticeId: z.string().check(z.regex(/^[a-z2-7]{10,35}$/)),
  channel: noticeRequestedSchema.shape.channel,
  result: z
    .enum(receipts)
    .check(
      z.describe(
        "`delivered` it has arrived, `failed` it was sent and did not arrive, `rejected` it could not be sent. " +
          "A message that has arrived has arrived; of other results the one with the later `at` counts",
      ),
    ),
  reason: z
    .optional(z.string().check(z.maxLength(200)))
    .check(z.describe("A code or a few words; never a phone or a name")),
  at: instantSchema,
});

/** Somebody has answered a message by a text message. */
const noticeRepliedSchema = z.strictObject({
  noticeId: z
    .optional(z.string().check(z.regex(/^[a-z2-7]{10,35}$/)))
    .check(z.describe("The message that it answers, where the gateway knows it")),
  from: z.string().check(z.regex(/^\+?[\d -]{5,24}$/)),
  to: z.optional(z.string().check(z.maxLength(40))),
  text: z.string().check(z.maxLength(500)),
  /** When it was sent. */
  at: instantSchema,
  id: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(128),
      z.describe("The reply's own: the same reply in another event is the same"),
    ),
});

const envelope = {
  specversion: z.literal("1.0"),
  id: z.string().check(z.minLength(1), z.maxLength(128)),
  source: z.string().check(z.minLength(1), z.maxLength(256)),
  time: instantSchema,
  datacontenttype: z.optional(z.string().check(z.startsWith("application/json"))),
};

/** The events that a gateway of messages may send, as CloudEvents 1.0. Extension attributes are passed over. */
export const gatewayEventSchema = z.discriminatedUnion("type", [
  z.looseObject({ ...envelope, type: z.literal("notice.reported.v1"), data: noticeReportedSchema }),
  z.looseObject({ ...envelope, type: z.literal("notice.replied.v1"), data: noticeRepliedSchema }),
]);
export type GatewayEvent = z.infer<typeof gatewayEventSchema>;
