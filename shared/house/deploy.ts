import * as z from "zod/mini";
import { inSafeOrder, routesOf } from "./deploy-order.ts";
import type { DeployRequest } from "./deploy-request.ts";
import type { Environment } from "./environments.ts";
import { makeMissingSecrets } from "./missing-secrets.ts";
import type { PendingSecrets } from "./pending-secrets.ts";
import { causeOf, type Wrangler, type WranglerRun } from "./run-wrangler.ts";

/** What a deploy works with. */
export interface DeployTools {
  readonly wrangler: Wrangler;
  readonly pending: PendingSecrets;
  /** Tells a person what is done. Never given a secret's value. */
  readonly tell: (line: string) => void;
}

const namesSchema = z.array(z.object({ name: z.string() }));

/**
 * Brings a stage to this state of the code: databases, migrations, queues, secrets that are missing, then each
 * function with its routes. Repeating it changes nothing that is right already. `all` are the environments
 * of every deployed function, asked for or not. Throws one line for a person at the first thing that fails.
 */
export async function deploy(
  request: DeployRequest,
  all: readonly Environment[],
  tools: DeployTools,
): Promise<void> {
  const profile = request.stage === undefined ? [] : ["--profile", request.stage];
  const wrangler: Wrangler = (args) => tools.wrangler([...args, ...profile]);
  await prepareDatabases(all, wrangler, tools.tell);
  await prepareQueues(all, wrangler, tools.tell);
  const secretFiles = await prepareSecrets(all, wrangler, tools);
  for (const environment of inSafeOrder(request.environments)) {
    const { key } = environment;
    const vars = varsOf(request, environment).flatMap((pair) => ["--var", pair]);
    const routes = routesOf(key, request.host).flatMap((route) => ["--route", route]);
    const file = secretFiles.get(key);
    const secrets = file === undefined ? [] : ["--secrets-file", file];
    await must(wrangler, ["deploy", "--env", key, "--minify", ...vars, ...routes, ...secrets]);
    tools.pending.forget(key);
    tools.tell(`${key} deployed`);
  }
}

async function prepareDatabases(
  all: readonly Environment[],
  wrangler: Wrangler,
  tell: DeployTools["tell"],
): Promise<void> {
  const present = namesIn(await must(wrangler, ["d1", "list", "--json"]));
  const databases = new Map(
    all.flatMap(({ key, d1_databases }) =>
      d1_databases.map(({ database_name }): [string, string] => [database_name, key]),
    ),
  );
  for (const [name, key] of databases) {
    if (!present.includes(name)) {
      await must(wrangler, ["d1", "create", name]);
      tell(`database ${name} created`);
    }
    await must(wrangler, ["d1", "migrations", "apply", name, "--remote", "--env", key]);
    tell(`database ${name} migrated`);
  }
}

async function prepareQueues(
  all: readonly Environment[],
  wrangler: Wrangler,
  tell: DeployTools["tell"],
): Promise<void> {
  const queues = all.flatMap(({ queues: { consumers } }) => consumers.map(({ queue }) => queue));
  for (const queue of queues) {
    const known = await wrangler(["queues", "info", queue]);
    if (known.succeeded) continue;
    if (!/does not exist/.test(known.error)) throw failure(["queues", "info", queue], known);
    await must(wrangler, ["queues", "create", queue]);
    tell(`queue ${queue} created`);
  }
}

/** Gives, for each function that lacks secrets, the file that the deploy puts them from. */
async function prepareSecrets(
  all: readonly Environment[],
  wrangler: Wrangler,
  { pending, tell }: DeployTools,
): Promise<Map<string, string>> {
  const present: Record<string, readonly string[]> = {};
  for (const { key } of all) {
    const args = ["secret", "list", "--env", key];
    const run = await wrangler(args);
    // A function that was never deployed has no secrets.
    if (!run.succeeded && !/Worker "[^"]+".* not found/.test(run.error)) throw failure(args, run);
    present[key] = run.succeeded ? namesIn(run) : [];
  }
  const files = new Map<string, string>();
  for (const [key, secrets] of Object.entries(makeMissingSecrets(all, present, pending.read()))) {
    const names = Object.keys(secrets);
    if (names.length === 0) continue;
    files.set(key, pending.keep(key, secrets));
    tell(`${key} gets ${names.join(", ")}`);
  }
  return files;
}

function varsOf({ vars }: DeployRequest, environment: Environment): string[] {
  return Object.keys(environment.vars).flatMap((name) =>
    vars[name] === undefined ? [] : [`${name}:${vars[name]}`],
  );
}

async function must(wrangler: Wrangler, args: readonly string[]): Promise<WranglerRun> {
  const run = await wrangler(args);
  if (!run.succeeded) throw failure(args, run);
  return run;
}

function failure(args: readonly string[], run: WranglerRun): Error {
  return new Error(`wrangler ${args.slice(0, 4).join(" ")} failed: ${causeOf(run)}`);
}

/** wrangler may say something before its JSON. */
function namesIn({ output }: WranglerRun): string[] {
  const json: unknown = JSON.parse(output.slice(output.indexOf("[")));
  return namesSchema.parse(json).map(({ name }) => name);
}
