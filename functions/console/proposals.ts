import {
  proposalDecisionSchema,
  type ProposalRequest,
  proposalRequestSchema,
} from "#shared/contract/proposals.schema.ts";
import { isDepartmentId } from "#shared/identity/departments.ts";
import type { Hold } from "#shared/entitlements/entitlement.ts";
import { wakeHeld } from "#shared/outbox/wake-held.ts";
import { policyById } from "#shared/policies/index.ts";
import { decideProposal, findProposal, listProposals } from "#shared/proposals/decide-proposal.ts";
import type { PlannedStage } from "#shared/proposals/plan-stage.ts";
import { actOf, type ProposedAct } from "#shared/proposals/proposal.ts";
import { propose } from "#shared/proposals/propose.ts";
import { isScanVersion } from "#shared/rules/scan.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole, type SignedIn, type StaffRole } from "#shared/web/verify-token.ts";
import type { ConsoleApp } from "./console-app.ts";
import type { Env } from "./env.ts";
import { readJson } from "#shared/web/read-json.ts";
import { mayChangeStage, requireToExcuse, stagePlannedOrRefused } from "./stage-changes.ts";
import { policyOr404 } from "./policy-or-404.ts";

const readers: readonly StaffRole[] = [
  "operations",
  "approver",
  "policy-officer",
  "coordinator",
  "finance",
  "auditor",
];

/** Acts of two persons: keys, endpoints, venues and their devices, authorisations, releases of money, and the stages of a policy. */
export function proposalRoutes(app: ConsoleApp): void {
  app.get("/v1/console/proposals", async (c) => {
    const { signedIn } = c.var;
    requireRole(signedIn, readers);
    const proposals = (await listProposals(c.env.DB_CITY, "proposed"))
      .map((proposal) => ({ proposal, act: actOf(proposal) }))
      .filter(({ act }) => mayAct(signedIn, act));
    return c.json({
      items: proposals.map(({ proposal: { id, kind, state, proposedAt }, act }) => ({
        id,
        kind,
        state,
        proposedAt: new Date(proposedAt).toISOString(),
        // Nobody approves a stage or a calendar without seeing it; the others hold secrets or accounts.
        stageChange: act.kind === "policy-stage" ? act.payload : undefined,
        calendarYear: act.kind === "calendar-year" ? act.payload : undefined,
        venue: act.kind === "venue" ? act.payload : undefined,
      })),
    });
  });

  app.post("/v1/console/proposals", async (c) => {
    const { signedIn, now } = c.var;
    const request = await readJson(c, proposalRequestSchema);
    checkNames(request);
    requireToAct(signedIn, request);
    if (request.kind === "policy-stage")
      await stagePlannedOrRefused(c.env.DB_CITY, request.payload, now);
    const id = await propose(c.env.DB_CITY, c.env.KEYRING_KEY, request, signedIn.person, now);
    return c.json({ id, kind: request.kind, state: "proposed" }, 201);
  });

  app.post("/v1/console/proposals/:id/decision", async (c) => {
    const { signedIn, now } = c.var;
    const { decision } = await readJson(c, proposalDecisionSchema);
    const proposal = await findProposal(c.env.DB_CITY, c.req.param("id"));
    if (proposal === undefined) {
      return refuse(404, "not-found", {
        zh: "没有这项提议，请核对编号。",
        en: "There is no such proposal; check its id.",
      });
    }
    const act = actOf(proposal);
    requireToAct(signedIn, act);
    if (proposal.proposedBy === signedIn.person) {
      return refuse(403, "not-allowed", {
        zh: "提议人不能批准自己的提议，请由另一人办理。没有改动任何内容。",
        en: "Whoever proposed cannot decide; another person must. Nothing was changed.",
      });
    }
    const isOpen = proposal.state === "proposed";
    const planned =
      isOpen && decision === "approve" ? await plannedFor(c.env, signedIn, act, now) : undefined;
    const { person } = signedIn;
    if (
      !isOpen ||
      !(await decideProposal(c.env.DB_CITY, proposal, decision, person, now, planned))
    ) {
      return refuse(409, "conflict", {
        zh: "这项提议已有决定，或政策的阶段刚刚变更，没有改动任何内容。",
        en: "This proposal has been decided already, or the policy has just entered another stage; nothing was changed.",
      });
    }
    if (decision === "approve") await wakeHeld(c.env, c.env, endedBy(act), now);
    return c.json({
      id: proposal.id,
      kind: proposal.kind,
      state: decision === "approve" ? "approved" : "declined",
    });
  });
}

/** What a change of stage comes to now: it is looked at again when it is approved. */
async function plannedFor(
  { DB_CITY }: Env,
  signedIn: SignedIn,
  act: ProposedAct,
  now: Date,
): Promise<PlannedStage | undefined> {
  if (act.kind !== "policy-stage") return undefined;
  requireToExcuse(signedIn, act.payload);
  return stagePlannedOrRefused(DB_CITY, act.payload, now);
}

function checkNames({ payload }: ProposalRequest): void {
  if ("department" in payload && !isDepartmentId(payload.department)) {
    refuse(400, "invalid-request", {
      zh: "没有这个部门，请核对编号。",
      en: "There is no such department; check its id.",
    });
  }
  if ("policy" in payload) policyOr404(payload.policy);
  if ("policies" in payload) payload.policies.forEach(scannedOrRefused);
}

/** What venues give is granted by a scan. */
function scannedOrRefused(id: string): void {
  const { versions } = policyOr404(id);
  if (versions.some(isScanVersion)) return;
  refuse(400, "invalid-request", {
    zh: "这项政策不是扫码享受的，不能登记在场所。",
    en: "This policy is not granted by a scan; a venue cannot give it.",
  });
}

/** What payments need no longer wait for once an act is approved. */
function endedBy({ kind }: ProposedAct): Hold[] {
  switch (kind) {
    case "authorisation":
    case "release":
      return ["release-missing", "daily-cap"];
    case "endpoint":
      return ["payer-missing"];
    case "shard-acceptance":
      return ["shard-restored"];
    case "policy-stage":
      return ["policy-paused"];
    case "authorisation-end":
    case "calendar-year":
    case "department-key":
    case "department-key-retirement":
    case "venue":
    case "venue-device":
    case "venue-device-revocation":
      return [];
  }
  return kind satisfies never;
}

function mayAct(signedIn: SignedIn, act: ProposalRequest | ProposedAct): boolean {
  const { roles, department } = signedIn;
  switch (act.kind) {
    case "department-key":
    case "department-key-retirement":
    case "endpoint":
    case "shard-acceptance":
    case "venue":
    case "venue-device":
    case "venue-device-revocation":
      return roles.includes("operations");
    case "authorisation":
    case "authorisation-end":
      return (
        roles.includes("finance") ||
        (roles.includes("approver") && department === act.payload.department)
      );
    case "calendar-year":
      return roles.includes("operations") || roles.includes("coordinator");
    case "policy-stage":
      return mayChangeStage(signedIn, act.payload);
    case "release":
      return (
        roles.includes("approver") && department === policyById(act.payload.policy)?.leadDepartment
      );
  }
  return act satisfies never;
}

function requireToAct(signedIn: SignedIn, act: ProposalRequest | ProposedAct): void {
  if (mayAct(signedIn, act)) return;
  refuse(403, "not-allowed", {
    zh: "您的角色或部门不能办理这一项。没有改动任何内容。",
    en: "Your role or department does not allow this. Nothing was changed.",
  });
}
