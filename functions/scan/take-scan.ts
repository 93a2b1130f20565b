import { addDays } from "#shared/calendar/civil-date.ts";
import { shanghaiDay, startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import type { ScanAnswer, ScanRequest } from "#shared/contract/scans.schema.ts";
import { policyById } from "#shared/policies/index.ts";
import { factsOfRelatives } from "#shared/rules/data-requirement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { benefitText, isScanVersion, toldAs } from "#shared/rules/scan.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { judgeScan, type ScanJudgement } from "#shared/scans/judge-scan.ts";
import { type Bearer, loadByNumber } from "#shared/scans/load-bearer.ts";
import { pseudonymOf, receiptOf } from "#shared/scans/marks.ts";
import { recordScan, type ScanEnd } from "#shared/scans/record-scan.ts";
import type { Candidate, Otherwise, ScanContext, ScanReason } from "#shared/scans/scan.ts";
import type { SignedBy } from "./authenticate.ts";
import type { Env } from "./env.ts";
import { readCredential } from "./read-credential.ts";

/** Grants what is due to whoever stands at the gate, and tells no more of them than that. */
export async function takeScan(
  env: Env,
  by: SignedBy,
  request: ScanRequest,
  now: Date,
): Promise<ScanAnswer> {
  const day = shanghaiDay(now);
  const { purpose, itemCode, operator } = request;
  const { venue, group, device, requestId } = by;
  const context = { venue, group, device, requestId, operator, purpose, itemCode, day, at: now };
  const given = by.policies.flatMap((id) => policyById(id) ?? []);
  const credential = readCredential(request.credential);
  if (!credential.ok) return refuseUnread(env, by, context, credential.because);

  const relations = [...factsOfRelatives(given).keys()];
  const bearer = await loadByNumber(env, env, credential.subject, relations);
  const judgements = given.map((one) => judgeScan(one, bearer, by.circumstances, day, now));
  const pseudonym = await pseudonymOf(env.SCAN_PSEUDONYM_KEY, group, bearer.person);
  const receipt = await receiptOf(env.SCAN_PSEUDONYM_KEY, context, pseudonym);
  const end = await recordScan(env, env.SCAN_PSEUDONYM_KEY, {
    context,
    receipt,
    pseudonym,
    code: undefined,
    candidates: judgements.flatMap((one) => candidateOf(one, context)),
    otherwise: otherwiseOf(judgements),
  });
  tellLog(by, end);
  return answerOf(end, bearer, receipt);
}

/** Why somebody was refused; who it was, nobody is told, and the venue's own id only where it is one of ours. */
function tellLog({ venue, isRegistered }: SignedBy, { verdict, because }: ScanEnd): void {
  if (verdict !== "refused") return;
  const where = isRegistered ? venue : "a venue of a department";
  console.warn(`scan: ${where} refused: ${because ?? "for no reason"}`);
}

/** What cannot be read names nobody: the receipt lies where the request itself leads. */
async function refuseUnread(
  env: Env,
  by: SignedBy,
  context: ScanContext,
  because: ScanReason,
): Promise<ScanAnswer> {
  const key = env.SCAN_PSEUDONYM_KEY;
  const pseudonym = await pseudonymOf(key, context.group, `request ${context.requestId}`);
  const receipt = await receiptOf(key, context, pseudonym);
  const otherwise: Otherwise = { verdict: "refused", policy: null, because };
  const nothing = { code: undefined, candidates: [] };
  const end = await recordScan(env, key, { context, receipt, pseudonym, otherwise, ...nothing });
  tellLog(by, end);
  return answerOf(end, undefined, receipt);
}

function candidateOf({ policy, verdict }: ScanJudgement, { day }: ScanContext): Candidate[] {
  const version = versionOn(policy, day);
  if (verdict !== "granted" || !isScanVersion(version)) return [];
  const { perDay, perMonth, within } = version.scan.limits;
  return [{ policy: policy.id, perDay, perMonth, within }];
}

/** When nothing is granted: what cannot be told comes before what is used up, and that before what is not due. */
function otherwiseOf(judgements: readonly ScanJudgement[]): Otherwise {
  const unknown = judgements.find(({ verdict }) => verdict === "unknown");
  if (unknown !== undefined)
    return {
      verdict: "unknown",
      policy: unknown.policy.id,
      because: unknown.because ?? "facts-unknown",
    };
  const isDue = judgements.some(({ verdict }) => verdict === "granted");
  const because = isDue ? "limit-reached" : (judgements[0]?.because ?? "no-such-policy");
  return { verdict: "refused", policy: null, because };
}

/** Spelled out: nothing else about the person leaves the house. */
function answerOf(
  { verdict, policy, day }: ScanEnd,
  bearer: Bearer | undefined,
  receipt: string,
): ScanAnswer {
  const validUntil = startOfShanghaiDay(addDays(day, 1)).toISOString();
  const benefit = benefitOf(policy === null ? undefined : policyById(policy), verdict, day);
  switch (verdict) {
    case "granted":
      return {
        verdict,
        ...(benefit === undefined ? {} : { benefit }),
        ...(bearer?.maskedName === undefined ? {} : { maskedName: bearer.maskedName }),
        validUntil,
        receipt,
      };
    case "unknown":
      return { verdict, ...(benefit === undefined ? {} : { benefit }), validUntil, receipt };
    case "refused":
    case "conflict":
      return { verdict: "refused", validUntil, receipt };
  }
  return verdict satisfies never;
}

function benefitOf(
  policy: Policy | undefined,
  verdict: ScanEnd["verdict"],
  day: ScanEnd["day"],
): ScanAnswer["benefit"] {
  const version = policy && versionOn(policy, day);
  if (policy === undefined || !isScanVersion(version)) return undefined;
  const text = verdict === "granted" ? benefitText(version) : version.scan.whenUnknown;
  return { policy: toldAs(policy, version.scan), text };
}
