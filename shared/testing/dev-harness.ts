import { join } from "node:path";
import { createTestHarness } from "wrangler";
import * as z from "zod";
import type { DepartmentEvent, EventResult } from "#shared/contract/events.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import type { Pilot, Stage } from "#shared/stages/stage.ts";
import type { ReceivedCase } from "../../functions/sandbox/cases.ts";
import type {
  ReceivedInstruction,
  ReceivedMessage,
  ReportedResult,
} from "../../functions/sandbox/received.ts";
import type { TickReport } from "../../functions/sandbox/tick.ts";
import type { IdentityProvider } from "../../functions/sandbox/identity/identity-provider.command.ts";
import {
  issueToken,
  jsonRequest,
  okJson,
  readClock,
  readSecrets,
  reportEvents,
  type Send,
} from "../../functions/sandbox/start/outside.command.ts";
import { registerDepartments } from "../../functions/sandbox/start/register-departments.command.ts";
import { registerVenues } from "../../functions/sandbox/start/register-venues.command.ts";
import { makeSecrets, originVars } from "../../functions/sandbox/start/secrets.command.ts";
import { insertStage } from "./all-live.ts";

const root = join(import.meta.dirname, "../..");

/** What a department says: an event without the envelope that `send` puts around it. */
export type Content = Pick<DepartmentEvent, "type" | "data"> &
  Partial<Pick<DepartmentEvent, "id" | "time" | "source">>;

/** The whole house with its sandbox in one workerd, empty but for the registered departments. */
export interface Dev {
  readonly origin: string;
  /** The identity provider's address, where one was started. */
  readonly issuer: string | undefined;
  /** A request by its path; redirects are not followed. */
  readonly fetch: Send;
  close(): Promise<void>;
  /** Reads every function's clock, or sets it to an instant (RFC 3339). */
  clock(now?: string): Promise<Date>;
  /** Registers reported, the sweep run once, everything due delivered; throws when it does not come to rest. */
  tick(): Promise<TickReport>;
  department(id: DepartmentId): {
    /** One signed batch, observed now unless an event has its own `time`; gives each event's result. */
    send(events: readonly Content[]): Promise<readonly EventResult[]>;
  };
  /** A bearer token of a member of staff; the same `person` is the same person. */
  staff(
    role: string,
    department?: DepartmentId,
    more?: { district?: string; person?: string; self?: SubjectReference },
  ): Promise<string>;
  /** A bearer token of a citizen or an organisation. */
  citizen(subject: SubjectReference): Promise<string>;
  /** POSTs JSON, with a bearer token if there is one. */
  post(path: string, body: object, token?: string): Promise<Response>;
  messages(): Promise<ReceivedMessage[]>;
  instructions(): Promise<ReceivedInstruction[]>;
  /** What the one-stop platform knows of cases. */
  cases(): Promise<ReceivedCase[]>;
  /** The payer reports; gives intake's answer. */
  report(endToEndId: string, result: ReportedResult): Promise<Response>;
  /** The message gateway reports; gives the house's answer. */
  reportMessage(noticeId: string, result: "delivered" | "failed" | "rejected"): Promise<Response>;
  faults(faults: object): Promise<void>;
  /** A policy's next stage, as if two persons had decided it long ago; nobody is judged again for it. */
  stage(policy: string, stage: Stage, pilot?: Pilot): Promise<void>;
  /** One of the local databases, for looking behind the doors. */
  database(binding: "DB_0" | "DB_1" | "DB_CITY" | "DB_SANDBOX"): Promise<D1Database>;
  /** What the functions logged since the start. */
  logs(): string[];
}

/** Starts the identity provider beside the house, once its origin is known. */
type StartIdentities = (
  origin: string,
  secrets: Readonly<Record<string, string>>,
) => Promise<IdentityProvider>;

/**
 * Starts a house of its own for one test file. Takes a few seconds: start it once in `beforeAll`, close it in `afterAll`.
 *
 * @param options whether the sandbox's venues are registered too
 */
export async function startDev(
  startIdentities?: StartIdentities,
  { venues = false }: { readonly venues?: boolean } = {},
): Promise<Dev> {
  const workers = (vars: Record<string, string>, secrets: Record<string, string>) => ({
    root,
    workers: [{ configPath: "wrangler.toml", env: "dev", vars, secrets }],
  });
  const secrets = makeSecrets();
  const harness = createTestHarness(workers({}, secrets));
  const { url } = await harness.listen();
  const origin = url.origin;
  const identities = await startIdentities?.(origin, secrets);
  // Links, endpoints and keys carry the origin, which is only known now.
  await harness.update(workers(originVars(origin, identities?.issuer), secrets));
  const worker = harness.getWorker<Record<string, D1Database>>();
  for (const binding of ["DB_0", "DB_1", "DB_CITY", "DB_SANDBOX"])
    await worker.applyD1Migrations(binding);

  const send: Send = (path, init) => fetch(`${origin}${path}`, { redirect: "manual", ...init });
  await registerDepartments(send, origin);
  if (venues) await registerVenues(send);
  const keys = await readSecrets(send);

  const clockSchema = z.object({ now: z.string() });
  const tickSchema = z.object({ ran: z.array(z.string()), delivered: z.int(), quiet: z.boolean() });
  const database: Dev["database"] = async (binding) => {
    const db = (await worker.getEnv())[binding];
    if (db === undefined) throw new Error(`[env.dev] does not give ${binding}`);
    return db;
  };
  return {
    origin,
    issuer: identities?.issuer,
    fetch: send,
    async close() {
      await identities?.close();
      await harness.close();
    },
    async clock(now) {
      if (now === undefined) return readClock(send);
      const answer = await send("/sandbox/clock", { ...jsonRequest({ now }), method: "PUT" });
      return new Date(clockSchema.parse(await okJson(answer)).now);
    },
    async tick() {
      const report = tickSchema.parse(
        await okJson(await send("/sandbox/tick", { method: "POST" })),
      );
      if (!report.quiet) throw new Error("the house did not come to rest within a minute");
      return report;
    },
    department: (department) => ({
      async send(events) {
        const now = await readClock(send);
        const secret = keys.get(department);
        if (secret === undefined) throw new Error(`the sandbox has no ${department}`);
        return reportEvents(
          send,
          { department, secret, now },
          events.map((event) => inEnvelope(event, now)),
        );
      },
    }),
    staff: (role, department, more = {}) =>
      issueToken(send, { role, ...(department === undefined ? {} : { department }), ...more }),
    citizen: (subject) => issueToken(send, { subject }),
    post: (path, body, token) => send(path, jsonRequest(body, token)),
    messages: async () => trusted(await okJson(await send("/sandbox/messages"))),
    instructions: async () => trusted(await okJson(await send("/sandbox/instructions"))),
    cases: async () => trusted(await okJson(await send("/sandbox/cases"))),
    report: (endToEndId, result) =>
      send(`/sandbox/instructions/${endToEndId}/${result}`, { method: "POST" }),
    reportMessage: (noticeId, result) =>
      send(`/sandbox/messages/${noticeId}/${result}`, { method: "POST" }),
    async faults(faults) {
      await okJson(await send("/sandbox/faults", { ...jsonRequest(faults), method: "PUT" }));
    },
    async stage(policy, stage, pilot) {
      const scope = pilot === undefined ? {} : { pilot };
      const entered = { stage, ...scope, reason: "测试", sinceAt: 0 };
      await insertStage(await database("DB_CITY"), policy, entered);
    },
    database,
    logs: () => harness.getLogs().map(({ level, message }) => `${level}: ${message}`),
  };
}

/** Guarantee: type and data come from one Content, so they belong together. */
function inEnvelope(content: Content, now: Date): DepartmentEvent {
  return {
    specversion: "1.0",
    id: crypto.randomUUID(),
    source: "urn:test",
    time: now.toISOString(),
    ...content,
  } as DepartmentEvent;
}

/** Guarantee: the sandbox's own tests hold these answers to their types. */
function trusted<Answer>(answer: unknown): Answer {
  return answer as Answer;
}
