import * as z from "zod/mini";
import { mandateRequestSchema } from "./mandate-requests.schema.ts";
import { mandatesSchema } from "./mandates.schema.ts";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";
import { toldOfferSchema } from "./window.schema.ts";

export const mandateSchemas = {
  MandateRequest: mandateRequestSchema,
  Mandates: mandatesSchema,
  OffersOfAnother: z.strictObject({ offers: z.array(toldOfferSchema) }),
} as const satisfies NamedSchemas;

const json = (name: keyof typeof mandateSchemas) => ({ "application/json": name });

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

const refused = {
  401: problem("Nobody has signed in"),
  403: problem("The token stands for no person and no organisation"),
} as const;

/** Whom one charges with deciding in one's stead, and for whom one decides. */
export const mandateRoutes: readonly RouteDescription[] = [
  {
    method: "get",
    path: "/v1/me/mandates",
    operationId: "listMandates",
    summary: "Whom one has charged with deciding in one's stead, and for whom one decides",
    security: "signed-in",
    responses: {
      200: { description: "Those given, and those held and in force", content: json("Mandates") },
      ...refused,
    },
  },
  {
    method: "post",
    path: "/v1/me/mandates",
    operationId: "grantMandate",
    summary:
      "Charge somebody with deciding in one's stead; payment still goes to the own account only",
    description:
      "Number and name must fit. It counts at once, ends on its last day, with either's death, or when it is revoked, and the " +
      "grantor hears of it by message.",
    security: "signed-in",
    request: json("MandateRequest"),
    responses: {
      201: { description: "Granted", content: json("Mandates") },
      400: problem("The request is malformed, or the last day too far ahead"),
      ...refused,
      409: problem("This person cannot be charged: the answer does not tell why"),
    },
  },
  {
    method: "post",
    path: "/v1/me/mandates/{mandate}/end",
    operationId: "endMandate",
    summary: "Revoke a mandate that one has given, or give one up that one holds",
    security: "signed-in",
    pathParameters: { mandate: z.string() },
    responses: {
      200: { description: "It has ended", content: json("Mandates") },
      ...refused,
      404: problem("No such mandate of one's own"),
    },
  },
  {
    method: "get",
    path: "/v1/me/mandates/{mandate}/offers",
    operationId: "listOffersOfAnother",
    summary: "What waits for the one for whom one decides; recorded as an access to personal data",
    description: "They are answered on the pages under /me/mandates, as a tap would be.",
    security: "signed-in",
    pathParameters: { mandate: z.string() },
    responses: {
      200: { description: "What the mandate is about", content: json("OffersOfAnother") },
      ...refused,
      404: problem("No such mandate, or it is of no effect any more"),
    },
  },
];
