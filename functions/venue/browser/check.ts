import type { ScanAnswer } from "#shared/contract/scans.schema.ts";
import { toleratedSkewSeconds } from "#shared/codes/check-code.ts";
import { type ReadCode, readCode } from "#shared/codes/read-code.ts";
import { sm2Verify } from "#shared/signing/sm2.ts";
import { judgeOffline } from "#shared/venue-device/judge-offline.ts";
import type { KeptScan } from "#shared/venue-device/kept-scan.ts";

import type { Credential } from "#shared/venue-device/read-credential.ts";
import {
  type Answer,
  answerAtCap,
  answerToBadCode,
  answerToDoubt,
  answerToNumberOffline,
  answerToProblem,
  answerToRefusal,
  answerToUnknownDevice,
  answerToUsed,
  inGroups,
} from "../answers.ts";
import { formatInstant } from "../format-clock.ts";
import type { Desk, Device, Shift } from "./device.ts";
import { grantOffline, noteGranted, wasUsed } from "./ledger.ts";
import { askSigned, problemIn, told } from "./server.ts";

/** For what a gate scans. */
const purpose = "入场核验";

/** Checks what somebody shows: by the server, or by what the device knows where the server is silent. */
export async function check(
  desk: Desk,
  device: Device,
  shift: Shift,
  credential: Credential,
): Promise<Answer> {
  // The same name with and without a network: whose answer was lost is not counted twice.
  const id = crypto.randomUUID();
  if (navigator.onLine) {
    const { operator } = shift;
    const request = { credential, venue: device.venue, device: device.id, purpose, operator };
    const body = JSON.stringify(request);
    const answer = await askSigned(desk, device, "/v1/scans", { id, body });
    if (answer.kind === "answer" && answer.status === 200)
      return answerOf(desk, credential, told<ScanAnswer>(answer.body));
    if (answer.kind === "answer" && answer.status === 401) return answerToUnknownDevice();
    if (answer.kind === "answer") return answerToProblem(problemIn(answer.body));
  }
  desk.isOnline = false;
  return checkOffline(desk, shift, credential, id);
}

async function checkOffline(
  desk: Desk,
  shift: Shift,
  credential: Credential,
  id: string,
): Promise<Answer> {
  const { db, pack } = desk;
  if (credential.type !== "suishen-code")
    return answerToNumberOffline(pack?.policies[0]?.whenUnknown);
  const time = desk.time.read();
  const finding = await judgeOffline(credential.value, pack, time, sm2Verify);
  if (!finding.ok) {
    return finding.verdict === "refused"
      ? answerToBadCode(finding.because)
      : answerToDoubt(finding.because, finding.whenUnknown);
  }
  const { policy } = finding.grant;
  const scan: KeptScan = {
    id,
    credential,
    policy: policy.policy,
    text: policy.text,
    at: time.now.toISOString(),
    operator: shift.operator,
    purpose,
    state: "waiting",
    reason: null,
    settledAt: null,
  };
  const entered = await grantOffline(db, finding.grant, scan);
  if (entered === "used") return answerToUsed();
  if (entered === "cap") return answerAtCap(policy.whenUnknown);
  return {
    kind: "granted",
    benefit: policy.text,
    facts: [["核验方式", "离线，联网后自动上报"]],
  };
}

/** The server's answer, and what the device itself can see of why it is one. */
async function answerOf(desk: Desk, credential: Credential, answer: ScanAnswer): Promise<Answer> {
  const { verdict, benefit, maskedName, validUntil, receipt } = answer;
  const facts: (readonly [string, string])[] = [
    ...(maskedName === undefined ? [] : [["姓名", maskedName] as const]),
    ["回执", inGroups(receipt)],
  ];
  const reading = readCode(credential.type === "suishen-code" ? credential.value : "");
  const code = reading.ok ? reading.code : undefined;
  if (verdict === "granted") {
    if (code !== undefined) {
      const time = desk.time.read();
      const finding = await judgeOffline(credential.value, desk.pack, time, sm2Verify);
      await noteGranted(desk.db, code, finding.ok ? finding.grant : undefined, time.now);
    }
    const until = formatInstant(new Date(validUntil));
    return { kind: "granted", benefit: benefit?.text, facts: [...facts, ["有效至", until]] };
  }
  if (verdict === "unknown")
    return { ...answerToProblem("现在没有足够的数据，不能确定。"), benefit: benefit?.text, facts };
  const shown = credential.type === "suishen-code" ? "code" : "card";
  return { ...(await refusal(desk, shown, code)), facts };
}

async function refusal(
  desk: Desk,
  shown: "code" | "card",
  code: ReadCode | undefined,
): Promise<Answer> {
  if (code === undefined) return answerToRefusal(shown);
  const now = desk.time.read().now.getTime();
  if (code.issuedAt.getTime() - now > toleratedSkewSeconds * 1000)
    return answerToBadCode("from-the-future");
  if (code.validUntil.getTime() <= now) return answerToBadCode("expired");
  return (await wasUsed(desk.db, code)) ? answerToUsed() : answerToRefusal(shown);
}
