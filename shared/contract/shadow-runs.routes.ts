import * as z from "zod/mini";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";
import {
  shadowRunDetailSchema,
  shadowRunQuerySchema,
  shadowRunRequestSchema,
  shadowRunSchema,
  shadowRunsSchema,
} from "./shadow-runs.schema.ts";

export const shadowRunSchemas = {
  ShadowRun: shadowRunSchema,
  ShadowRunDetail: shadowRunDetailSchema,
  ShadowRunRequest: shadowRunRequestSchema,
  ShadowRuns: shadowRunsSchema,
} as const satisfies NamedSchemas;

const json = (name: keyof typeof shadowRunSchemas) => ({ "application/json": name });

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

const refused = {
  401: problem("No valid token"),
  403: problem("The role or department does not allow it"),
  404: problem("No such policy or run"),
} as const;

/** 并行比对 */
export const shadowRunRoutes: readonly RouteDescription[] = [
  {
    method: "post",
    path: "/v1/console/shadow-runs",
    operationId: "startShadowRun",
    summary: "Compare a policy with what another system has paid for a period",
    description:
      "Moves no money and sends no message, in whatever stage the policy is. A policy officer of the lead department, " +
      "or a coordinator. The differences name subjects by opaque keys and the other system's case numbers only.",
    security: "bearer",
    request: json("ShadowRunRequest"),
    responses: {
      202: { description: "It is worked on", content: json("ShadowRun") },
      400: problem("The policy has no such period, or the day does not lie in it"),
      ...refused,
    },
  },
  {
    method: "get",
    path: "/v1/console/shadow-runs",
    operationId: "listShadowRuns",
    summary: "The newest runs of the policies that one may see",
    security: "bearer",
    responses: { 200: { description: "50 at most", content: json("ShadowRuns") }, ...refused },
  },
  {
    method: "get",
    path: "/v1/console/shadow-runs/{id}",
    operationId: "getShadowRun",
    summary: "Who was forgotten, who was paid wrongly, and by how much",
    security: "bearer",
    pathParameters: { id: z.string() },
    query: shadowRunQuerySchema,
    responses: {
      200: {
        description: "The totals, and 500 findings at most",
        content: json("ShadowRunDetail"),
      },
      400: problem("No such filter"),
      ...refused,
    },
  },
  {
    method: "get",
    path: "/v1/console/shadow-runs/{id}/findings.csv",
    operationId: "getShadowFindings",
    summary: "All findings as a table for spreadsheets",
    security: "bearer",
    pathParameters: { id: z.string() },
    responses: { 200: { description: "CSV in UTF-8 (text/csv)" }, ...refused },
  },
];
