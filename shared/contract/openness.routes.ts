import type { NamedSchemas, RouteDescription } from "./openapi.ts";
import { notYetSchema } from "./not-yet.schema.ts";
import { publicityQuerySchema, publicitySchema } from "./publicity.schema.ts";
import { statisticsSchema } from "./statistics.schema.ts";

/** The schemas of how far the city has come. */
export const opennessSchemas = {
  NotYet: notYetSchema,
  Publicity: publicitySchema,
  Statistics: statisticsSchema,
} as const satisfies NamedSchemas;

const found = (description: string, name: keyof typeof opennessSchemas) => ({
  description: `${description}; with an ETag, and kept for five minutes`,
  content: { "application/json": name },
});

const unchanged = { description: "Unchanged since the ETag of `If-None-Match`" };

/** How far the city has come, for programs. Nothing here writes a row, and no small group is told. */
export const opennessRoutes: readonly RouteDescription[] = [
  {
    method: "get",
    path: "/v1/statistics",
    operationId: "getStatistics",
    summary: "What is automatic, whom it reached and how fast, by policy and district",
    responses: { 200: found("The newest figures", "Statistics"), 304: unchanged },
  },
  {
    method: "get",
    path: "/v1/not-yet",
    operationId: "listNotYet",
    summary: "What is not automatic yet: why, who can settle it, for how many, and when",
    responses: { 200: found("Every such entry, by id", "NotYet"), 304: unchanged },
  },
  {
    method: "get",
    path: "/v1/publicity",
    operationId: "listPublicity",
    summary:
      "What is in publicity 公示 before it is paid; kept by nobody, and gone when its window closes",
    query: publicityQuerySchema,
    responses: {
      200: {
        description: "A page of what is public today; `no-store`, `noindex`",
        content: { "application/json": "Publicity" },
      },
      400: {
        description: "A filter is unknown or malformed",
        content: { "application/problem+json": "Problem" },
      },
    },
  },
];
