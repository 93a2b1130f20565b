import {
  type CodeIssuingSecrets,
  type CodeToIssue,
  issueCode,
  openIssuingKeys,
} from "#shared/codes/issue-code.ts";
import type { ScanAnswer, ScanRequest } from "#shared/contract/scans.schema.ts";
import type { VenueRegistration } from "#shared/contract/venues.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { recordPrintedCode } from "#shared/code-holders/printed-codes.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import type { StaffRole } from "#shared/web/verify-token.ts";
import { signedHeaders } from "#shared/webhooks/signature.ts";
import type { Env } from "../../functions/scan/env.ts";
import { scan } from "../../functions/scan/scan.ts";
import { approve } from "./approve.ts";
import { type Reporting, startReporting } from "./reporting.ts";
import type { Databases } from "./shard-database.ts";

/** Where a device stands, and what it signs with. */
export interface Place {
  readonly venue: string;
  readonly device?: string;
  readonly secret: string;
}

/** Real databases, departments that report to the real intake, and venues that ask the real function. */
export interface Scanning {
  readonly reporting: Reporting;
  readonly databases: Databases;
  readonly env: Env;
  /** Registered by two persons; gives the place of each device. */
  register(venue: Partial<VenueRegistration>, devices?: readonly string[]): Promise<Place[]>;
  /** The clock of the function. */
  now: Date;
  /** A signed request; `headers` and `id` say what is unusual about it. */
  post(path: string, place: Place, body: object, how?: Unusual): Promise<Response>;
  /** A signed request without a body. */
  get(path: string, place: Place): Promise<Response>;
  /** A request of a member of staff. */
  staff(
    claims: { role: StaffRole; department?: DepartmentId; person?: string },
    path: string,
    body?: object,
  ): Promise<Response>;
  /** A request that nobody signs. */
  open(path: string, body: object): Promise<Response>;
  /** A card read at the gate: the answer, whatever it is. */
  show(
    place: Place,
    credential: ScanRequest["credential"] | SubjectReference,
    how?: Unusual,
  ): Promise<ScanAnswer>;
  /** A fresh code of somebody who is known, by the house's own issuer. */
  code(subject: SubjectReference, more?: Partial<CodeToIssue>): Promise<string>;
  /** Facts of a person, as their steward reports them. */
  say(by: DepartmentId, subject: SubjectReference, facts: object): Promise<void>;
  close(): Promise<void>;
}

interface Unusual {
  readonly id?: string;
  readonly signedAt?: Date;
  readonly headers?: Readonly<Record<string, string>>;
  readonly more?: object;
  readonly env?: Partial<Env>;
}

const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;

export const aDeviceSecret = (): string =>
  `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;

/** A venue of the parks, with one gate, that gives admission. */
const aVenue: VenueRegistration = {
  venue: "zoo",
  name: "动物园",
  group: "parks",
  department: "landscaping",
  policies: ["park-admission"],
  state: "open",
};

const departments = [
  "public-security",
  "disabled-persons-federation",
  "veterans-affairs",
  "education",
  "landscaping",
  "health",
  "civil-affairs",
  "market-regulation",
] as const;

/** The registers on which the sample policies rest are complete. */
export const registers = [
  ["disabled-persons-federation", "disabilityGrade"],
  ["veterans-affairs", "martyrFamily"],
  ["veterans-affairs", "veteran"],
] as const;

export async function startScanning(): Promise<Scanning> {
  const reporting = await startReporting(departments);
  const { databases, secrets } = reporting;
  const { origin, token } = reporting.outside;
  const issuer = { IDENTITY_ISSUER: origin, IDENTITY_JWKS_URL: `${origin}/jwks` };
  const env = envOf<Env>({ ...secrets, ...databases, ...issuer, CITY_CODE_SERVICE: "" });
  const issuing = envOf<CodeIssuingSecrets>(secrets);
  await reporting.complete(registers);
  async function ask(path: string, init: RequestInit, other: Partial<Env> = {}): Promise<Response> {
    const worker = scan(async () => world.now);
    const request = new Request(`https://jixiang.test${path}`, init);
    const answer = worker.fetch?.(request as never, { ...env, ...other }, context);
    return (await answer) ?? Response.error();
  }
  const world: Scanning = {
    reporting,
    databases,
    env,
    now: new Date(),
    async register(venue, devices = ["gate-1"]) {
      const payload = { ...aVenue, ...venue };
      const approved = async (act: Parameters<typeof approve>[2]) =>
        approve(databases.DB_CITY, env.KEYRING_KEY, act, world.now);
      await approved({ kind: "venue", payload });
      const places = devices.map((device) => ({
        venue: payload.venue,
        device,
        secret: aDeviceSecret(),
      }));
      for (const place of places)
        await approved({ kind: "venue-device", payload: { ...place, keyId: "k1" } });
      return places;
    },
    async post(path, { secret }, body, { id, signedAt, headers, env: other } = {}) {
      const text = JSON.stringify(body);
      const signed = await signedHeaders(
        [secret],
        id ?? crypto.randomUUID(),
        signedAt ?? world.now,
        text,
      );
      return ask(
        path,
        {
          method: "POST",
          headers: { "content-type": "application/json", ...signed, ...headers },
          body: text,
        },
        other,
      );
    },
    async get(path, { secret }) {
      return ask(path, {
        headers: await signedHeaders([secret], crypto.randomUUID(), world.now, ""),
      });
    },
    async staff({ role, department, person = "somebody" }, path, body) {
      const claims = { sub: person, roles: [role], department };
      const authorization = `Bearer ${await token(claims, world.now)}`;
      if (body === undefined) return ask(path, { headers: { authorization } });
      const headers = { authorization, "content-type": "application/json" };
      return ask(path, { method: "POST", headers, body: JSON.stringify(body) });
    },
    open: async (path, body) =>
      ask(path, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    async show({ secret, ...where }, credential, how = {}) {
      const body = {
        ...where,
        credential:
          "type" in credential ? credential : { type: "resident-id", value: credential.id },
        purpose: "入园",
        operator: "operator-7",
        ...how.more,
      };
      const response = await world.post("/v1/scans", { secret, ...where }, body, how);
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
      return response.json();
    },
    async code(subject, more = {}) {
      const subjectKey = await findSubjectKey(databases, env, subject);
      if (subjectKey === undefined) throw new Error("nothing was ever reported of this subject");
      const asked = { subjectKey, class: "person", ttlSeconds: 60, grants: [], ...more } as const;
      const code = await issueCode(await openIssuingKeys(issuing), asked, world.now);
      const printed = { subjectKey, code, by: "clerk", way: "window" } as const;
      if (more.class === "printed") await recordPrintedCode(databases, printed);
      return code.text;
    },
    async say(by, subject, facts) {
      await reporting.report(by, [{ type: "facts.reported.v1", data: { subject, facts } }]);
    },
    close: async () => reporting.close(),
  };
  return world;
}

/** Guarantee: it has every binding that scan declares, and the secrets of all functions. */
function envOf<Bindings>(bindings: object): Bindings {
  return bindings as Bindings;
}
