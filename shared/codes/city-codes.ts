import * as z from "zod/mini";
import { subjectByNumber } from "#shared/identity/subject-by-number.ts";
import { digestText, randomId } from "#shared/sealing/digest.ts";
import type { CodeIssuer, Resolution, Showing } from "./code-issuer.ts";

/*
 * The city's own issuer, as service halls call it: an account logs in and is given a session; a code goes to
 * `/cert/usage/scanCertQrCode.do` with where, for what and by whom it is shown. The answer holds the name, the document's
 * number, the phone and an encrypted certificate; but for the number all of it ends here. A session that has ended, and many
 * a failure, is a page of HTML.
 */

/** How to reach the issuer: `CITY_CODE_SERVICE` as JSON, and the account's password. */
const settingsSchema = z.strictObject({
  /** The address under which the paths lie, without a slash at its end. */
  url: z.url(),
  /** The path of the login, which each hall is told with its account. */
  login: z.string().check(z.startsWith("/")),
  account: z.string(),
  /** Who asks, by the name under which the account was given. */
  organisation: z.string(),
});

export type CitySettings = z.output<typeof settingsSchema> & { readonly password: string };

export function readCitySettings(cityCodeService: string, password: string): CitySettings {
  return { ...settingsSchema.parse(JSON.parse(cityCodeService)), password };
}

/** The session that was given last, for as many codes as it is good for. */
export interface CitySession {
  id: string | undefined;
}

const sessionSchema = z.object({ sessionId: z.string().check(z.minLength(1)) });
/** Of what is answered, what is read. */
const answerSchema = z.object({ zjhm: z.optional(z.nullable(z.string())) });

const scanPath = "/cert/usage/scanCertQrCode.do";
/** A person stands at a gate, and does not wait longer. */
const patienceMilliseconds = 3000;
/** A code of the city is far shorter. */
const longestText = 2000;

type Answer =
  | { readonly kind: "answer"; readonly number: string | undefined }
  /** No session, or none any more. */
  | { readonly kind: "page" }
  | { readonly kind: "silence" };

/**
 * Codes that the city issues.
 *
 * @param session kept by whoever keeps the issuer; it ends by itself
 */
export function cityCodes(
  settings: CitySettings,
  session: CitySession,
  patience: number = patienceMilliseconds,
): CodeIssuer {
  return {
    async resolve(text, showing): Promise<Resolution> {
      const code = text.trim();
      if (code === "" || code.length > longestText) return { ok: false, because: "not-a-code" };
      const signal = AbortSignal.timeout(patience);
      const answer = await ask(settings, session, scanOf(settings, code, showing), signal);
      if (answer.kind !== "answer") return { ok: false, because: "no-answer" };
      const subject = subjectByNumber(answer.number?.trim() ?? "");
      if (subject === undefined) return { ok: false, because: "not-recognised" };
      return {
        ok: true,
        holder: { subject },
        class: subject.kind === "person" ? "person" : "enterprise",
        nonce: await digestText(code),
        validUntil: undefined,
      };
    },
  };
}

/** What the issuer keeps of a showing. */
function scanOf(
  { organisation }: CitySettings,
  certQrCode: string,
  { venue, purpose, itemCode = "", operator }: Showing,
): Readonly<Record<string, string>> {
  return {
    pos: venue,
    use: purpose,
    certQrCode,
    orgName: organisation,
    username: operator,
    itemName: purpose,
    itemCode,
    businessCode: randomId(),
  };
}

/** Asks in the session that there is, and once more in a new one where that has ended. */
async function ask(
  settings: CitySettings,
  session: CitySession,
  scan: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Answer> {
  const kept = session.id;
  if (kept !== undefined) {
    const answer = await scanIn(settings, kept, scan, signal);
    // Nobody says how an ended session looks: whatever names nobody may be one.
    if (answer.kind === "silence" || (answer.kind === "answer" && answer.number !== undefined))
      return answer;
  }
  const fresh = await logIn(settings, signal);
  Object.assign(session, { id: fresh });
  return fresh === undefined ? { kind: "silence" } : scanIn(settings, fresh, scan, signal);
}

async function logIn(
  { url, login, account, password }: CitySettings,
  signal: AbortSignal,
): Promise<string | undefined> {
  const answered = await post(`${url}${login}`, { account, password }, signal);
  const parsed = sessionSchema.safeParse(answered.json);
  if (parsed.success) return parsed.data.sessionId;
  console.warn(`the city's issuer of codes gives no session: ${answered.status}`);
  return undefined;
}

async function scanIn(
  { url }: CitySettings,
  sessionId: string,
  scan: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Answer> {
  const { status, json } = await post(`${url}${scanPath}`, { sessionId, ...scan }, signal);
  if (status === "silent" || Number(status) >= 500) {
    console.warn(`the city's issuer of codes does not answer: ${status}`);
    return { kind: "silence" };
  }
  const parsed = answerSchema.safeParse(json);
  if (!parsed.success) return { kind: "page" };
  const { zjhm } = parsed.data;
  return { kind: "answer", number: zjhm === null || zjhm === "" ? undefined : zjhm };
}

/** The answer, if it is JSON; never thrown, and never logged: it holds a person's data. */
async function post(
  url: string,
  body: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<{ readonly status: string; readonly json: unknown }> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json;charset=utf-8" },
      body: JSON.stringify(body),
      signal,
      redirect: "manual",
    });
    return { status: String(response.status), json: await response.json().catch(() => undefined) };
  } catch {
    return { status: "silent", json: undefined };
  }
}
