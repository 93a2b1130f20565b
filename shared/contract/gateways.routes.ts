import * as z from "zod/mini";
import { departmentIds } from "#shared/identity/departments.ts";
import { gatewayEventSchema } from "./gateway-events.schema.ts";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";

export const gatewaySchemas = {
  GatewayEvent: gatewayEventSchema,
} as const satisfies NamedSchemas;

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

/** What gateways of messages tell. */
export const gatewayRoutes: readonly RouteDescription[] = [
  {
    method: "post",
    path: "/v1/gateways/{gateway}/events",
    operationId: "reportMessages",
    summary: "A message gateway reports what became of messages",
    description:
      "As departments report: CloudEvents 1.0, one or a batch of 1 to 500, at most 1 MiB, signed by Standard Webhooks. " +
      "A gateway is the department that has an endpoint of purpose `notices`; it signs with its key as that department. " +
      "Each event has a result of its own, in the order of the batch; the same event again is `duplicate`.",
    security: "signature",
    pathParameters: { gateway: z.enum(departmentIds) },
    headers: {
      "webhook-id": z.string().check(z.regex(/^[A-Za-z0-9_-]{1,64}$/)),
      "webhook-timestamp": z.string().check(z.regex(/^\d{10}$/)),
    },
    request: {
      "application/cloudevents+json": "GatewayEvent",
      "application/cloudevents-batch+json": { arrayOf: "GatewayEvent" },
    },
    responses: {
      200: {
        description: "A result for each event",
        content: { "application/json": "EventResults" },
      },
      400: problem("The body is no event and no batch of events"),
      401: problem("The signature is not valid; no reason is told"),
      413: problem("More than 500 events or 1 MiB"),
      415: problem("Not a CloudEvents media type"),
      503: problem("Overloaded, or part of the batch could not be stored; send all of it again"),
    },
  },
];
