import { sign } from "hono/jwt";
import * as z from "zod/mini";
import { subjectSchema } from "#shared/contract/subject.schema.ts";
import { departmentIds } from "#shared/identity/departments.ts";
import { districtCodes } from "#shared/identity/districts.ts";
import { checkSubject, subjectText } from "#shared/identity/subject.ts";
import { digestText, randomId } from "#shared/sealing/digest.ts";
import { refuse } from "#shared/web/refusal.ts";
import { staffRoles } from "#shared/web/verify-token.ts";
import type { SandboxEnv } from "./env.ts";

/** Whose token: a citizen's or an organisation's, or a member of staff's. */
export const tokenRequestSchema = z.union([
  z.strictObject({ subject: subjectSchema }),
  z.strictObject({
    role: z.enum(staffRoles),
    /** The platform's own operator unless said otherwise. */
    department: z._default(z.enum(departmentIds), "government-services"),
    district: z.optional(z.enum(districtCodes)),
    /** The same text is the same person; without it, every token is another person's. */
    person: z.optional(z.string().check(z.minLength(1), z.maxLength(60))),
    /** Who the member of staff is as a citizen, where the provider tells it. */
    self: z.optional(subjectSchema),
  }),
]);
export type TokenRequest = z.output<typeof tokenRequestSchema>;

const keySchema = z.object({
  kty: z.literal("EC"),
  crv: z.literal("P-256"),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});

/** The name of the identity provider's one key. */
export const keyId = "sandbox";
const lifetimeSeconds = 12 * 3600;

/**
 * A bearer token as the identity provider would issue it, valid for twelve hours by the sandbox's clock.
 *
 * @throws {Refusal} 400 when the subject's number is not valid
 */
export async function issueToken(
  env: SandboxEnv,
  request: TokenRequest,
  now: Date,
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return sign(
    {
      iss: env.IDENTITY_ISSUER,
      aud: "jixiang",
      iat: issuedAt,
      exp: issuedAt + lifetimeSeconds,
      ...(await identityOf(request)),
    },
    { ...readKey(env), alg: "ES256", kid: keyId },
    "ES256",
  );
}

async function identityOf(request: TokenRequest): Promise<Record<string, unknown>> {
  if ("subject" in request) {
    const check = checkSubject(request.subject);
    if (!check.ok) {
      return refuse(400, "invalid-subject", {
        zh: `证件号码无效（${check.because}），没有签发令牌。`,
        en: `The subject's number is not valid (${check.because}); no token was issued.`,
      });
    }
    return { sub: await opaqueId(subjectText(check.subject)), subject: check.subject };
  }
  const { role, department, district, person, self } = request;
  return {
    sub: person === undefined ? randomId() : await opaqueId(`staff:${person}`),
    roles: [role],
    department,
    ...(district === undefined ? {} : { district }),
    ...(self === undefined ? {} : { subject: self }),
  };
}

/** Who somebody is to us: the provider's `sub`, which names nobody. */
export const opaqueId = async (text: string): Promise<string> =>
  (await digestText(text)).slice(0, 26);

/** The identity provider's public keys (RFC 7517). */
export function publicKeys(env: SandboxEnv) {
  const { d, ...key } = readKey(env);
  return { keys: [{ ...key, alg: "ES256", use: "sig", kid: keyId }] };
}

function readKey(env: SandboxEnv): z.output<typeof keySchema> {
  return keySchema.parse(JSON.parse(env.SANDBOX_KEY));
}
