import * as z from "zod/mini";
import { offlineGrantsOf } from "#shared/code-holders/offline-grants.ts";
import { recordPrintedCode } from "#shared/code-holders/printed-codes.ts";
import { codeClasses } from "#shared/codes/code-layout.ts";
import { issueCode, openIssuingKeys } from "#shared/codes/issue-code.ts";
import { subjectSchema } from "#shared/contract/subject.schema.ts";
import { checkSubject, type SubjectReference, subjectText } from "#shared/identity/subject.ts";
import { digestText } from "#shared/sealing/digest.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { indexesOf } from "#shared/subjects/indexes.ts";
import { refuse } from "#shared/web/refusal.ts";
import { issueCityCode } from "./city-codes.ts";
import type { SandboxEnv } from "./env.ts";

/** Whose code; of another class or longer good where a test wants it so. */
export const codeRequestSchema = z.strictObject({
  subject: subjectSchema,
  kind: z.optional(z.enum(codeClasses)),
  /** Ours; or the city's own, which asks the sandbox whose it is. */
  issuer: z._default(z.enum(["jixiang", "city"]), "jixiang"),
  /** Seconds. */
  ttl: z.optional(z.int().check(z.minimum(1), z.maximum(16_000_000))),
});
type CodeRequest = z.output<typeof codeRequestSchema>;

/**
 * A fresh code as the city's issuer would give it to anybody, whoever knows them here: of somebody of whom nothing was ever
 * reported it leads to a key under which nothing lies.
 *
 * @throws {Refusal} 400 when the subject's number is not valid
 */
export async function issueSandboxCode(
  env: SandboxEnv,
  { subject, kind, issuer, ttl = 60 }: CodeRequest,
  now: Date,
): Promise<{ readonly code: string; readonly validUntil: string }> {
  const check = checkSubject(subject);
  if (!check.ok) {
    return refuse(400, "invalid-subject", {
      zh: `证件号码无效（${check.because}），没有生成随申码。`,
      en: `The subject's number is not valid (${check.because}); no code was issued.`,
    });
  }
  if (issuer === "city") {
    const until = new Date(now.getTime() + ttl * 1000);
    const code = await issueCityCode(env, check.subject, until);
    return { code, validUntil: until.toISOString() };
  }
  const known = await findSubjectKey(env, env, check.subject);
  const subjectKey = known ?? (await strangersKey(env, check.subject));
  const [keys, grants] = await Promise.all([
    openIssuingKeys(env),
    offlineGrantsOf(env, env.SCAN_OFFLINE_KEYS, subjectKey, now),
  ]);
  const own = check.subject.kind === "person" ? "person" : "enterprise";
  const asked = { subjectKey, class: kind ?? own, ttlSeconds: ttl, grants };
  const code = await issueCode(keys, asked, now);
  // As if it had been printed at a counter.
  if (kind === "printed" && known !== undefined)
    await recordPrintedCode(env, { subjectKey: known, code, by: "sandbox", way: "window" });
  return { code: code.text, validUntil: code.validUntil.toISOString() };
}

async function strangersKey(env: SandboxEnv, subject: SubjectReference): Promise<string> {
  const { bucket } = await indexesOf(env, subject);
  return bucket + (await digestText(`stranger ${subjectText(subject)}`)).slice(0, 26);
}
