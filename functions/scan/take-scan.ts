import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { CodeIssuer } from "#shared/codes/code-issuer.ts";
import type { ScanAnswer, ScanRequest } from "#shared/contract/scans.schema.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { policyById } from "#shared/policies/index.ts";
import { factsOfRelatives } from "#shared/rules/data-requirement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { isScanVersion } from "#shared/rules/scan.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { judgeScan, type ScanJudgement } from "#shared/scans/judge-scan.ts";
import { type Bearer, loadByKey, loadByNumber } from "#shared/scans/load-bearer.ts";
import { pseudonymOf, receiptOf } from "#shared/scans/marks.ts";
import { findScan, recordScan, type ScanEnd } from "#shared/scans/record-scan.ts";
import type { Candidate, Otherwise, ScanContext } from "#shared/scans/scan.ts";
import { answerOf } from "./answer-of.ts";
import type { SignedBy } from "./authenticate.ts";
import type { Env } from "./env.ts";
import { issuedAtOf, readCredential, type ReadCredential, type Shown } from "./read-credential.ts";

/** Grants what is due to whoever stands at the gate, and tells no more of them than that. */
export async function takeScan(
  env: Env,
  by: SignedBy,
  request: ScanRequest,
  now: Date,
  issuer: CodeIssuer,
): Promise<ScanAnswer> {
  const { SCAN_PSEUDONYM_KEY: key } = env;
  const { purpose, itemCode, operator } = request;
  const { venue, group, device, requestId } = by;
  const day = shanghaiDay(now);
  const context = { venue, group, device, requestId, operator, purpose, itemCode, day, at: now };
  const given = by.policies.flatMap((id) => policyById(id) ?? []);
  const credential = await readCredential(env, request, now, issuer);
  if (!credential.ok) {
    const known = await findEarlier(env, context, given, request, credential, now);
    return known ?? endUnread(env, by, context, given, credential);
  }
  const bearer = await loadBearer(env, credential.shown, given);
  const judgements = given.map((one) =>
    withPrinted(judgeScan(one, bearer, by.circumstances, day, now), credential.shown, context),
  );
  const pseudonym = await pseudonymOf(key, group, bearer.person);
  const receipt = await receiptOf(key, context, pseudonym);
  const end = await recordScan(env, key, {
    context,
    receipt,
    pseudonym,
    code: credential.shown.code,
    candidates: judgements.flatMap((one) => candidateOf(one, context)),
    otherwise: otherwiseOf(judgements),
  });
  tellLog(by, end);
  return answerOf(end, bearer, receipt, credential.shown.isPrinted);
}

/** Who it is, as far as rules of these policies ask. */
async function loadBearer(env: Env, { holder }: Shown, given: readonly Policy[]): Promise<Bearer> {
  const relations = [...factsOfRelatives(given).keys()];
  return "subjectKey" in holder
    ? loadByKey(env, holder.subjectKey, relations)
    : loadByNumber(env, env, holder.subject, relations);
}

/** So long after a code was made a request may come again whose answer was lost. */
const comesAgainMilliseconds = 600_000;

/** How the same request ended while its code was still good: its answer was lost, and the code has expired meanwhile. */
async function findEarlier(
  env: Env,
  context: ScanContext,
  given: readonly Policy[],
  request: ScanRequest,
  { because }: ReadCredential & { ok: false },
  now: Date,
): Promise<ScanAnswer | undefined> {
  const issuedAt = issuedAtOf(request.credential);
  if (because !== "code-expired" || issuedAt === undefined) return undefined;
  if (now.getTime() - issuedAt.getTime() > comesAgainMilliseconds) return undefined;
  const then = await readCredential(env, request, issuedAt);
  if (!then.ok || then.shown.isPrinted) return undefined;
  const bearer = await loadBearer(env, then.shown, given);
  const pseudonym = await pseudonymOf(env.SCAN_PSEUDONYM_KEY, context.group, bearer.person);
  const receipt = await receiptOf(env.SCAN_PSEUDONYM_KEY, context, pseudonym);
  const end = await findScan(databaseOf(env, shardOf(receipt)), context, receipt);
  return end && answerOf(end, bearer, receipt);
}

/** What cannot be read names nobody: the receipt lies where the request itself leads. */
async function endUnread(
  env: Env,
  by: SignedBy,
  context: ScanContext,
  [first]: readonly Policy[],
  { because, isDoubtful }: ReadCredential & { ok: false },
): Promise<ScanAnswer> {
  const key = env.SCAN_PSEUDONYM_KEY;
  const pseudonym = await pseudonymOf(key, context.group, `request ${context.requestId}`);
  const receipt = await receiptOf(key, context, pseudonym);
  const otherwise: Otherwise =
    isDoubtful && first !== undefined
      ? { verdict: "unknown", policy: first.id, because }
      : { verdict: "refused", policy: null, because };
  const nothing = { code: undefined, candidates: [] };
  const end = await recordScan(env, key, { context, receipt, pseudonym, otherwise, ...nothing });
  tellLog(by, end);
  return answerOf(end, undefined, receipt);
}

/** A printed code is good enough for little things only; for others somebody has to look at the person's document. */
function withPrinted(
  judgement: ScanJudgement,
  { isPrinted }: Shown,
  { day }: ScanContext,
): ScanJudgement {
  const version = versionOn(judgement.policy, day);
  const isEnough = !isPrinted || (isScanVersion(version) && version.scan.lowValue);
  return judgement.verdict === "granted" && !isEnough
    ? { ...judgement, verdict: "unknown", because: "printed-code" }
    : judgement;
}

function candidateOf({ policy, verdict }: ScanJudgement, { day }: ScanContext): Candidate[] {
  const version = versionOn(policy, day);
  if (verdict !== "granted" || !isScanVersion(version)) return [];
  const { perDay, perMonth, within } = version.scan.limits;
  return [{ policy: policy.id, perDay, perMonth, within }];
}

/**
 * When nothing is granted: what is used up was due, and is refused; otherwise what cannot be told comes before what is not
 * due. Where nothing at all is in operation, nobody is refused what the ordinary channel still gives.
 */
function otherwiseOf(judgements: readonly ScanJudgement[]): Otherwise {
  if (judgements.some(({ verdict }) => verdict === "granted"))
    return { verdict: "refused", policy: null, because: "limit-reached" };
  const isGiven = judgements.some(({ verdict }) => verdict !== "not-given");
  const unknown = isGiven ? judgements.find(({ verdict }) => verdict === "unknown") : judgements[0];
  if (unknown !== undefined) {
    const because = unknown.because ?? "facts-unknown";
    return { verdict: "unknown", policy: unknown.policy.id, because };
  }
  const refused = judgements.find(({ verdict }) => verdict === "refused");
  return { verdict: "refused", policy: null, because: refused?.because ?? "no-such-policy" };
}

/** Why somebody was refused; who it was, nobody is told, and the venue's own id only where it is one of ours. */
function tellLog({ venue, isRegistered }: SignedBy, { verdict, because }: ScanEnd): void {
  if (verdict !== "refused") return;
  const where = isRegistered ? venue : "a venue of a department";
  console.warn(`scan: ${where} refused: ${because ?? "for no reason"}`);
}
