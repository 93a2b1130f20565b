import { verifyWithJwks } from "hono/utils/jwt/jwt";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { isDepartmentId } from "#shared/identity/departments.ts";
import { checkSubject, type SubjectReference } from "#shared/identity/subject.ts";
import { refuse } from "./refusal.ts";

export const staffRoles = [
  "handler",
  "reviewer",
  "approver",
  "policy-officer",
  "steward",
  "finance",
  "auditor",
  "operations",
  "coordinator",
  "data-centre",
  "window",
  "gatekeeper",
] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Who has signed in, by the claims of a verified token. */
export interface SignedIn {
  /** The token's `sub`: opaque, one for each person. */
  readonly person: string;
  readonly roles: readonly StaffRole[];
  readonly department: DepartmentId | undefined;
  /** The citizen or organisation for whom the person has signed in. */
  readonly subject: SubjectReference | undefined;
}

/** Where tokens come from. */
export interface Issuer {
  readonly IDENTITY_ISSUER: string;
  readonly IDENTITY_JWKS_URL: string;
}

/** Whom bearer tokens are for. ID tokens are for the client that asked for them, and so are no bearer tokens. */
const audienceOfBearers = "jixiang";
const leewaySeconds = 60;

type TokenCheck =
  | {
      readonly ok: true;
      readonly claims: Readonly<Record<string, unknown>> & { readonly sub: string };
    }
  /** `detail` is a code for the log, nothing of the token; "silent": the issuer does not give its keys. */
  | { readonly ok: false; readonly because: "token" | "silent"; readonly detail: string };

/**
 * Checks a token of the issuer: its signature by one of the issuer's keys, for whom it is, and when. Symmetric and
 * missing algorithms are none that could sign here.
 */
export async function verifyToken(
  issuer: Issuer,
  token: string,
  audience: string,
  now: Date,
): Promise<TokenCheck> {
  let claims: Record<string, unknown>;
  try {
    claims = await verifyWithJwks(token, {
      jwks_uri: issuer.IDENTITY_JWKS_URL,
      allowedAlgorithms: ["ES256", "RS256", "PS256", "EdDSA"],
      // The times are checked below, by the function's own clock.
      verification: {
        iss: issuer.IDENTITY_ISSUER,
        aud: audience,
        exp: false,
        nbf: false,
        iat: false,
      },
    });
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    // What is wrong with a token has a name of its own; anything else is the issuer that did not answer.
    return { ok: false, because: name.startsWith("Jwt") ? "token" : "silent", detail: name };
  }
  const seconds = now.getTime() / 1000;
  const { exp, nbf, sub } = claims;
  if (typeof exp !== "number" || exp + leewaySeconds < seconds) return wrong("exp");
  if (typeof nbf === "number" && nbf - leewaySeconds > seconds) return wrong("nbf");
  if (typeof sub !== "string" || sub === "") return wrong("sub");
  return { ok: true, claims: { ...claims, sub } };
}

const wrong = (claim: string): TokenCheck => ({ ok: false, because: "token", detail: claim });

/** Who has signed in, by the claims of a token that was verified. */
export function signedInBy(claims: Readonly<Record<string, unknown>> & { sub: string }): SignedIn {
  return {
    person: claims.sub,
    roles: rolesOf(claims["roles"]),
    department: departmentOf(claims["department"]),
    subject: subjectOf(claims["subject"]),
  };
}

/** Who bears the request's token; undefined without one. Refuses a token that is not right, and never says why. */
export async function findSignedIn(
  issuer: Issuer,
  authorization: string | undefined,
  now: Date,
): Promise<SignedIn | undefined> {
  if (authorization === undefined) return undefined;
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
  if (token === undefined) return notAuthenticated();
  const checked = await verifyToken(issuer, token, audienceOfBearers, now);
  if (checked.ok) return signedInBy(checked.claims);
  console.warn(`a token was refused: ${checked.detail}`);
  return checked.because === "silent" ? issuerSilent() : notAuthenticated();
}

/** Who bears the request's token; refuses where nobody does. */
export async function requireSignedIn(
  issuer: Issuer,
  authorization: string | undefined,
  now: Date,
): Promise<SignedIn> {
  return (await findSignedIn(issuer, authorization, now)) ?? notAuthenticated();
}

/** Refuses unless the person has one of the roles. */
export function requireRole(signedIn: SignedIn, roles: readonly StaffRole[]): void {
  if (signedIn.roles.some((role) => roles.includes(role))) return;
  refuse(403, "not-allowed", {
    zh: `您的角色不能办理这一项，需要：${roles.join("、")}。没有改动任何内容。`,
    en: `Your role does not allow this; it takes one of: ${roles.join(", ")}. Nothing was changed.`,
  });
}

function notAuthenticated(): never {
  return refuse(
    401,
    "not-authenticated",
    {
      zh: "请重新登录后再试，没有改动任何内容。",
      en: "Sign in again and send a valid bearer token; nothing was changed.",
    },
    { headers: { "WWW-Authenticate": "Bearer" } },
  );
}

function issuerSilent(): never {
  return refuse(
    503,
    "overloaded",
    {
      zh: "身份认证服务暂时没有回应，没有改动任何内容。请稍后再试。",
      en: "The identity provider does not answer; nothing was changed. Try again later.",
    },
    { headers: { "Retry-After": "10" } },
  );
}

function rolesOf(claim: unknown): StaffRole[] {
  return Array.isArray(claim) ? staffRoles.filter((role) => claim.includes(role)) : [];
}

function departmentOf(claim: unknown): DepartmentId | undefined {
  return typeof claim === "string" && isDepartmentId(claim) ? claim : undefined;
}

function subjectOf(claim: unknown): SubjectReference | undefined {
  if (typeof claim !== "object" || claim === null) return undefined;
  if (
    !("kind" in claim) ||
    !("idType" in claim) ||
    !("id" in claim) ||
    typeof claim.id !== "string"
  )
    return undefined;
  const reference = referenceOf(claim.kind, claim.idType, claim.id);
  if (reference === undefined) return undefined;
  const check = checkSubject(reference);
  return check.ok ? check.subject : undefined;
}

function referenceOf(kind: unknown, idType: unknown, id: string): SubjectReference | undefined {
  if (kind === "organisation" && idType === "uscc") return { kind, idType, id };
  if (kind !== "person") return undefined;
  switch (idType) {
    case "resident-id":
    case "hmt-residence-permit":
    case "foreign-permanent-resident":
      return { kind, idType, id };
    default:
      return undefined;
  }
}
