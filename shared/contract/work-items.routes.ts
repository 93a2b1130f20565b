import * as z from "zod/mini";
import { differencesRequestSchema, differencesSchema } from "./differences.schema.ts";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";
import { workItemClosingSchema, workItemQuerySchema } from "./work-item-requests.schema.ts";
import { workItemSchema, workItemsSchema } from "./work-items.schema.ts";

export const workItemSchemas = {
  Differences: differencesSchema,
  DifferencesRequest: differencesRequestSchema,
  WorkItem: workItemSchema,
  WorkItemClosing: workItemClosingSchema,
  WorkItems: workItemsSchema,
} as const satisfies NamedSchemas;

const json = (name: keyof typeof workItemSchemas) => ({ "application/json": name });

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

const refusedToStaff = {
  401: problem("No valid token"),
  403: problem("The role or department does not allow it"),
} as const;

export const workItemRoutes: readonly RouteDescription[] = [
  {
    method: "post",
    path: "/v1/console/differences",
    operationId: "listDifferences",
    summary:
      "What the nightly audit of omissions found of a policy; recorded as an access to personal data",
    description:
      "By staff of the lead department, or auditors. 500 of each shard; the numbers of all are in the work item.",
    security: "bearer",
    request: json("DifferencesRequest"),
    responses: {
      200: { description: "Whom it is about, by opaque keys", content: json("Differences") },
      400: problem("The request is malformed"),
      404: problem("No such policy"),
      ...refusedToStaff,
    },
  },
  {
    method: "get",
    path: "/v1/console/work-items",
    operationId: "listWorkItems",
    summary: "What waits for people, the most urgent first",
    description:
      "Handlers, reviewers, approvers and policy officers see those of their department, operations those of " +
      "operations, coordinators and auditors all.",
    security: "bearer",
    query: workItemQuerySchema,
    responses: {
      200: { description: "200 at most, and how many there are", content: json("WorkItems") },
      400: problem("No such filter"),
      ...refusedToStaff,
    },
  },
  {
    method: "post",
    path: "/v1/console/work-items/{id}/closing",
    operationId: "closeWorkItem",
    summary: "Whoever did it says what was done; most items close by themselves instead",
    security: "bearer",
    pathParameters: { id: z.string() },
    request: json("WorkItemClosing"),
    responses: {
      200: { description: "Closed", content: json("WorkItem") },
      400: problem("The request is malformed"),
      404: problem("No such item"),
      409: problem("It was closed before, or closes by itself"),
      ...refusedToStaff,
    },
  },
];
