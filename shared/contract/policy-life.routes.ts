import * as z from "zod/mini";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";
import { obstaclePlanSchema, obstacleQuerySchema } from "./obstacles.schema.ts";
import {
  measuringSchema,
  obstacleSchema,
  obstaclesSchema,
  policyLifeSchema,
  policyStandingsSchema,
} from "./policy-life.schema.ts";

/** What staff see and do of the life of policies, under the names that the document gives it. */
export const policyLifeSchemas = {
  Measuring: measuringSchema,
  Obstacle: obstacleSchema,
  ObstaclePlan: obstaclePlanSchema,
  Obstacles: obstaclesSchema,
  PolicyLife: policyLifeSchema,
  PolicyStandings: policyStandingsSchema,
} as const satisfies NamedSchemas;

const json = (name: keyof typeof policyLifeSchemas) => ({ "application/json": name });

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

const refusedToStaff = {
  401: problem("No valid token"),
  403: problem("The role or department does not allow it"),
} as const;

/** A change of stage itself is a proposal of two persons. */
export const policyLifeRoutes: readonly RouteDescription[] = [
  {
    method: "get",
    path: "/v1/console/policies",
    operationId: "listPolicyStandings",
    summary: "The stage of every policy, how ready it is, and its newest figures",
    security: "bearer",
    responses: {
      200: { description: "Every policy", content: json("PolicyStandings") },
      ...refusedToStaff,
    },
  },
  {
    method: "get",
    path: "/v1/console/policies/{id}",
    operationId: "getPolicyLife",
    summary: "The checklist of a policy, the gate before it goes live, and the chain of its stages",
    security: "bearer",
    pathParameters: { id: z.string() },
    responses: {
      200: { description: "The policy", content: json("PolicyLife") },
      404: problem("No such policy"),
      ...refusedToStaff,
    },
  },
  {
    method: "post",
    path: "/v1/console/policies/{id}/measurements",
    operationId: "measurePolicy",
    summary: "Have a policy measured on every shard now",
    security: "bearer",
    pathParameters: { id: z.string() },
    responses: {
      202: { description: "It will be measured at once", content: json("Measuring") },
      404: problem("No such policy"),
      ...refusedToStaff,
    },
  },
  {
    method: "get",
    path: "/v1/console/obstacles",
    operationId: "listObstacles",
    summary: "The obstacle list: what keeps benefits from coming by themselves, and for how many",
    security: "bearer",
    query: obstacleQuerySchema,
    responses: {
      200: { description: "Every obstacle", content: json("Obstacles") },
      400: problem("No such department"),
      ...refusedToStaff,
    },
  },
  {
    method: "put",
    path: "/v1/console/obstacles/{policy}/{obstacle}",
    operationId: "planObstacle",
    summary: "Whoever can settle an obstacle says when it will be gone",
    security: "bearer",
    pathParameters: { policy: z.string(), obstacle: z.string() },
    request: json("ObstaclePlan"),
    responses: {
      200: { description: "The obstacle with its plan", content: json("Obstacle") },
      400: problem("The request is malformed"),
      404: problem("The list has no such obstacle"),
      ...refusedToStaff,
    },
  },
];
