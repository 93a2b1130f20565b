import * as z from "zod/mini";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";
import {
  recoveriesSchema,
  recoveryDetailSchema,
  recoverySchema,
  resumedSchema,
} from "./recoveries.schema.ts";
import {
  recoveryDecisionSchema,
  recoveryInstalmentsSchema,
  recoveryOpinionSchema,
  recoveryPurposeSchema,
  recoveryQuerySchema,
  recoveryRevisionSchema,
  repaymentSchema,
  resumptionSchema,
} from "./recovery-requests.schema.ts";

export const recoverySchemas = {
  Recoveries: recoveriesSchema,
  Recovery: recoverySchema,
  RecoveryDecision: recoveryDecisionSchema,
  RecoveryDetail: recoveryDetailSchema,
  RecoveryInstalments: recoveryInstalmentsSchema,
  RecoveryOpinion: recoveryOpinionSchema,
  RecoveryRevision: recoveryRevisionSchema,
  Repayment: repaymentSchema,
  Resumed: resumedSchema,
  Resumption: resumptionSchema,
} as const satisfies NamedSchemas;

const json = (name: keyof typeof recoverySchemas) => ({ "application/json": name });

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

const refusedToStaff = {
  401: problem("No valid token"),
  403: problem("The role or department does not allow it, or it takes another person"),
} as const;

const pathParameters = { id: z.string() };

/** Something that is done to one recovery. */
const onOne = (
  what: string,
  operationId: string,
  summary: string,
  request: keyof typeof recoverySchemas,
  conflict: string,
): RouteDescription => ({
  method: "post",
  path: `/v1/console/recoveries/{id}/${what}`,
  operationId,
  summary,
  security: "bearer",
  pathParameters,
  request: json(request),
  responses: {
    200: { description: "How it stands now", content: json("Recovery") },
    400: problem("The request is malformed"),
    404: problem("No such recovery"),
    409: problem(conflict),
    ...refusedToStaff,
  },
});

/** What was paid too much, and payments that failed. */
export const recoveryRoutes: readonly RouteDescription[] = [
  {
    method: "get",
    path: "/v1/console/recoveries",
    operationId: "listRecoveries",
    summary: "What was paid too much under the policies of the department, the newest first",
    security: "bearer",
    query: recoveryQuerySchema,
    responses: {
      200: { description: "500 of each shard at most", content: json("Recoveries") },
      400: problem("No such filter"),
      404: problem("No such policy"),
      ...refusedToStaff,
    },
  },
  {
    method: "get",
    path: "/v1/console/recoveries/{id}",
    operationId: "getRecovery",
    summary: "One recovery with its letters; recorded as an access to personal data",
    security: "bearer",
    pathParameters,
    query: recoveryPurposeSchema,
    responses: {
      200: { description: "The recovery", content: json("RecoveryDetail") },
      400: problem("No purpose"),
      404: problem("No such recovery"),
      ...refusedToStaff,
    },
  },
  onOne(
    "decision",
    "decideRecovery",
    "One person proposes to recover or to let go, and the subject is heard; another one decides",
    "RecoveryDecision",
    "It was decided, the subject may still be heard, or the payment is still on its way",
  ),
  onOne(
    "opinion",
    "takeDownOpinion",
    "What the subject has to say before it is decided",
    "RecoveryOpinion",
    "It was not announced, or is decided",
  ),
  onOne(
    "instalments",
    "agreeInstalments",
    "Agree on instalments for what is still to be repaid",
    "RecoveryInstalments",
    "Nothing is demanded, or sum or days do not fit",
  ),
  onOne(
    "repayments",
    "recordRepayment",
    "Record what was paid back; the same voucher again changes nothing",
    "Repayment",
    "Nothing is demanded, it is more than that, or the voucher was used with another amount",
  ),
  onOne(
    "revision",
    "reviseRecovery",
    "Carry out what a reconsideration or a court has made of the decision; by another person than who decided",
    "RecoveryRevision",
    "It was not decided yet",
  ),
  {
    method: "post",
    path: "/v1/console/entitlements/{id}/resumption",
    operationId: "resumePayment",
    summary: "Let a payment go on that is suspended, or was refused for a passing reason",
    security: "bearer",
    pathParameters,
    request: json("Resumption"),
    responses: {
      200: { description: "What goes on with it", content: json("Resumed") },
      400: problem("The request is malformed"),
      404: problem("No payment of this entitlement has failed"),
      409: problem("Where the payer contradicted itself it must be said what was found out"),
      ...refusedToStaff,
    },
  },
];
