import * as z from "zod/mini";
import { decisions } from "#shared/db/enumerations.ts";
import { mandatePoliciesSchema } from "./mandate-requests.schema.ts";
import { daySchema, subjectSchema } from "./subject.schema.ts";

const yes = (description: string) => z.literal(true).check(z.describe(description));

/** What `POST /v1/console/window/visits` takes: somebody has come in person. */
export const visitRequestSchema = z.strictObject({
  subject: subjectSchema,
  cardSeen: yes("The clerk declares to have seen the person and the card"),
  /** Why personal data is looked at; it is recorded with the access. */
  purpose: z._default(
    z.string().check(z.trim(), z.minLength(2), z.maxLength(200)),
    "本人到窗口办理",
  ),
});

/** An offer as it was read out; it goes back as it came, so that what is decided is what was heard. */
export const heardOfferSchema = z.strictObject({
  policy: z.string().check(z.maxLength(80)),
  commitment: z.string().check(z.maxLength(40)),
  scope: z.string().check(z.maxLength(80)),
  generation: z.int(),
  accountVersion: z.int(),
});

/** What `POST /v1/console/window/visits/{visit}/decisions` takes. */
export const counterDecisionRequestSchema = z.strictObject({
  offer: heardOfferSchema,
  decision: z.enum(decisions),
  readOut: yes("The promise and where the money goes were read out to the person"),
  askedAgain: z.optional(
    z
      .boolean()
      .check(z.describe("Whoever waives was asked once more; without it nothing is waived")),
  ),
});

/** What `POST /v1/console/window/visits/{visit}/mandates` takes: both have come, and both cards were seen. */
export const counterMandateRequestSchema = z.strictObject({
  agent: subjectSchema,
  agentCardSeen: yes("The clerk declares to have seen the agent and the agent's card"),
  policies: mandatePoliciesSchema,
  until: daySchema,
});

/** What `POST /v1/console/window/visits/{visit}/guardianships` takes: who came decides for one who cannot. */
export const guardianshipRequestSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("parent"),
    ward: subjectSchema,
  }),
  z.strictObject({
    kind: z.literal("court"),
    ward: subjectSchema,
    judgmentSeen: yes("The clerk declares to have seen the judgment that appoints the guardian"),
    until: daySchema,
  }),
]);

/** What `POST /v1/console/window/visits/{visit}/sms-replies` takes. */
export const smsRepliesRequestSchema = z.strictObject({
  wanted: z
    .boolean()
    .check(z.describe("Messages to this person may be answered by a text message")),
});

/** What `GET /v1/console/window/counts` takes. */
export const countsQuerySchema = z.strictObject({ day: z.optional(daySchema) });
