import * as z from "zod/mini";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";
import {
  proposalDecisionSchema,
  proposalRequestSchema,
  proposalSchema,
  proposalsSchema,
} from "./proposals.schema.ts";

export const proposalSchemas = {
  Proposal: proposalSchema,
  ProposalDecision: proposalDecisionSchema,
  ProposalRequest: proposalRequestSchema,
  Proposals: proposalsSchema,
} as const satisfies NamedSchemas;

const json = (name: keyof typeof proposalSchemas) => ({ "application/json": name });

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

const refusedToStaff = {
  401: problem("No valid token"),
  403: problem("The role or department does not allow it"),
} as const;

/** Acts that take two persons. */
export const proposalRoutes: readonly RouteDescription[] = [
  {
    method: "get",
    path: "/v1/console/proposals",
    operationId: "listProposals",
    summary: "Acts that wait for a second person",
    security: "bearer",
    responses: {
      200: { description: "Those that the caller may decide", content: json("Proposals") },
      ...refusedToStaff,
    },
  },
  {
    method: "post",
    path: "/v1/console/proposals",
    operationId: "propose",
    summary:
      "Propose a key, an endpoint, a venue or its device, an authorisation to pay, a release of payments, a policy's next stage or a year of the calendar",
    description:
      "`policy-stage`: by policy-officer or approver of the lead department, or coordinator. It is looked at when it is " +
      "proposed and again when it is approved: 409 `/problems/stage-not-allowed`, `/problems/not-ready` with the items " +
      "of the checklist, or `/problems/gate-not-passed` with each figure and its limit.",
    security: "bearer",
    request: json("ProposalRequest"),
    responses: {
      201: { description: "Proposed; another person must approve", content: json("Proposal") },
      400: problem("The request is malformed"),
      404: problem("No such policy"),
      409: problem("The policy cannot enter this stage now"),
      ...refusedToStaff,
    },
  },
  {
    method: "post",
    path: "/v1/console/proposals/{id}/decision",
    operationId: "decideProposal",
    summary: "Another person approves or declines; what is approved takes effect at once",
    security: "bearer",
    pathParameters: { id: z.string() },
    request: json("ProposalDecision"),
    responses: {
      200: { description: "Decided", content: json("Proposal") },
      400: problem("The request is malformed"),
      404: problem("No such proposal"),
      409: problem("Decided before, or the policy cannot enter the stage now"),
      ...refusedToStaff,
    },
  },
];
