import { deadLetterQueue, queues } from "#shared/queues.ts";
import { functionFor, type FunctionName } from "#shared/web/paths.ts";
import { bindings as catalogueBindings } from "./catalogue/env.ts";
import { catalogue } from "./catalogue/catalogue.ts";
import { code } from "./code/code.ts";
import { bindings as codeBindings } from "./code/env.ts";
import { bindings as confirmBindings } from "./confirm/env.ts";
import { confirm } from "./confirm/confirm.ts";
import { bindings as consoleBindings } from "./console/env.ts";
import { consoleFunction } from "./console/console.ts";
import { bindings as fulfilBindings } from "./fulfil/env.ts";
import { fulfil } from "./fulfil/fulfil.ts";
import { bindings as gatewayBindings } from "./gateway/env.ts";
import { gateway } from "./gateway/gateway.ts";
import { bindings as homeBindings } from "./home/env.ts";
import { home } from "./home/home.ts";
import { bindings as intakeBindings } from "./intake/env.ts";
import { intake } from "./intake/intake.ts";
import { bindings as notifyBindings } from "./notify/env.ts";
import { bindings as joinBindings } from "./join/env.ts";
import { join } from "./join/join.ts";
import { bindings as lettersBindings } from "./letters/env.ts";
import { letters } from "./letters/letters.ts";
import { notify } from "./notify/notify.ts";
import { bindings as remedyBindings } from "./remedy/env.ts";
import { remedy } from "./remedy/remedy.ts";
import { bindings as scanBindings } from "./scan/env.ts";
import { scan } from "./scan/scan.ts";
import { sandboxClock } from "./sandbox/clock.ts";
import type { SandboxEnv } from "./sandbox/env.ts";
import { sandbox } from "./sandbox/sandbox.ts";
import { bindings as verifyBindings } from "./verify/env.ts";
import { verify } from "./verify/verify.ts";
import { bindings as sweepBindings } from "./sweep/env.ts";
import { sweep } from "./sweep/sweep.ts";
import { bindings as mandatesBindings } from "./mandates/env.ts";
import { mandates } from "./mandates/mandates.ts";
import { bindings as windowBindings } from "./window/env.ts";
import { windowFunction } from "./window/window.ts";
import { bindings as venueBindings } from "./venue/env.ts";
import { venue } from "./venue/venue.ts";
import { onlyBindings, type Bindings } from "./sandbox/only-bindings.ts";
import type { Clock } from "#shared/web/clock.ts";

/** What [env.dev] gives: the bindings of every function, and the sandbox's. */
type DevEnv = SandboxEnv & Readonly<Record<string, unknown>>;

/** A function as it runs here: with the bindings of its own block and nothing else. */
interface Room {
  readonly bindings: Bindings;
  make(clock: Clock): ExportedHandler<never>;
}

const rooms = {
  intake: { make: intake, bindings: intakeBindings },
  join: { make: join, bindings: joinBindings },
  confirm: { make: confirm, bindings: confirmBindings },
  verify: { make: verify, bindings: verifyBindings },
  code: { make: code, bindings: codeBindings },
  home: { make: home, bindings: homeBindings },
  venue: { make: venue, bindings: venueBindings },
  catalogue: { make: catalogue, bindings: catalogueBindings },
  console: { make: consoleFunction, bindings: consoleBindings },
  remedy: { make: remedy, bindings: remedyBindings },
  mandates: { make: mandates, bindings: mandatesBindings },
  window: { make: windowFunction, bindings: windowBindings },
  scan: { make: scan, bindings: scanBindings },
  notify: { make: notify, bindings: notifyBindings },
  letters: { make: letters, bindings: lettersBindings },
  gateway: { make: gateway, bindings: gatewayBindings },
  fulfil: { make: fulfil, bindings: fulfilBindings },
  sweep: { make: sweep, bindings: sweepBindings },
} as const satisfies Record<FunctionName, Room>;

const consumers: Readonly<Record<string, FunctionName>> = {
  [queues.notify.name]: "notify",
  [queues.fulfil.name]: "fulfil",
  [queues.sweep.name]: "sweep",
  [deadLetterQueue]: "console",
};

const refusal = "jixiang-dev runs on this machine only, by `npm start`: DEV_SECRET is missing.";

/** Made anew for each event, so that no isolate remembers the clock. */
async function enter(name: FunctionName, env: DevEnv) {
  const { make, bindings }: Room = rooms[name];
  return { handler: make(await sandboxClock(env.DB_SANDBOX)), env: onlyBindings(env, bindings) };
}

async function fetchAny(
  request: Request<unknown, IncomingRequestCfProperties>,
  env: DevEnv,
  context: ExecutionContext,
): Promise<Response> {
  if (!env.DEV_SECRET) return new Response(`${refusal}\n`, { status: 500 });
  const { pathname } = new URL(request.url);
  const name = functionFor(pathname);
  if (name === undefined) {
    // The sandbox also answers, with 404, for what belongs to nobody.
    const app = sandbox({
      clock: await sandboxClock(env.DB_SANDBOX),
      send: (inner) => fetchAny(inner, env, context),
      sweepOnce: () => runScheduled(env, context),
    });
    return app.fetch(request, env, context);
  }
  const room = await enter(name, env);
  if (room.handler.fetch === undefined) return new Response(null, { status: 404 });
  return room.handler.fetch(request, room.env, context);
}

/** Every function that time wakes, once. */
async function runScheduled(env: DevEnv, context: ExecutionContext): Promise<void> {
  for (const name of ["join", "sweep"] as const) {
    // One after the other, so that a tick is the same each time.
    // oxlint-disable no-await-in-loop
    const { handler, env: own } = await enter(name, env);
    const scheduledTime = (await (await sandboxClock(env.DB_SANDBOX))(own)).getTime();
    await handler.scheduled?.({ scheduledTime, cron: "* * * * *", noRetry() {} }, own, context);
    // oxlint-enable no-await-in-loop
  }
}

export default {
  fetch: fetchAny,
  async queue(batch, env, context) {
    if (!env.DEV_SECRET) throw new Error(refusal);
    const name = consumers[batch.queue];
    if (name === undefined) throw new Error(`nobody consumes ${batch.queue}`);
    const { handler, env: own } = await enter(name, env);
    await handler.queue?.(batch, own, context);
  },
  async scheduled(_controller, env, context) {
    if (!env.DEV_SECRET) throw new Error(refusal);
    await runScheduled(env, context);
  },
} satisfies ExportedHandler<DevEnv>;
