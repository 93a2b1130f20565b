import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { deploy } from "./deploy.ts";
import { readDeployRequest } from "./deploy-request.ts";
import { deployedEnvironments, root } from "./environments.ts";
import { pendingSecretsIn } from "./pending-secrets.ts";
import type { Wrangler } from "./run-wrangler.ts";

const environments = deployedEnvironments();
const required = [
  "--host=jixiang.example.gov.cn",
  "--var=IDENTITY_ISSUER=https://id.example.gov.cn",
  "--var=IDENTITY_JWKS_URL=https://id.example.gov.cn/jwks",
];

/** Stands in for Cloudflare: an account that remembers what wrangler did to it. */
function anAccount() {
  const databases: string[] = [];
  const queues: string[] = [];
  const workers: Record<string, Record<string, string>> = {};
  const commands: string[] = [];
  const broken = new Set<string>();
  const done = (output = "") => Promise.resolve({ succeeded: true, output, error: "" });
  const failed = (cause: string) => Promise.resolve({ succeeded: false, output: "", error: cause });
  const named = (names: string[]) =>
    ` ⛅️ wrangler\n${JSON.stringify(names.map((name) => ({ name })))}`;

  const wrangler: Wrangler = (args) => {
    commands.push(args.join(" "));
    const [command, verb, name = ""] = args;
    const key = args[args.indexOf("--env") + 1] ?? "";
    if (command === "d1" && verb === "list") return done(named(databases));
    if (command === "d1" && verb === "create") databases.push(name);
    if (command === "queues" && verb === "info" && !queues.includes(name)) {
      return failed(`✘ [ERROR] Queue "${name}" does not exist.`);
    }
    if (command === "queues" && verb === "create") queues.push(name);
    if (command === "secret") {
      const secrets = workers[key];
      if (secrets === undefined) return failed(`✘ [ERROR] Worker "x" (env: ${key}) not found.`);
      return done(named(Object.keys(secrets)));
    }
    if (command === "deploy") {
      if (broken.has(key)) return failed("\n✘ [ERROR] A request failed.\n\n  no [code: 10000]\n");
      const file = args.includes("--secrets-file") && args[args.indexOf("--secrets-file") + 1];
      const secrets = file
        ? z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, "utf8")))
        : {};
      workers[key] = { ...workers[key], ...secrets };
    }
    return done();
  };
  return { wrangler, databases, queues, workers, commands, broken };
}

describe("a deploy", () => {
  let folder = "";
  let account = anAccount();
  let told: string[] = [];
  const run = (...args: string[]) =>
    deploy(readDeployRequest([...required, ...args], environments), environments, {
      wrangler: account.wrangler,
      pending: pendingSecretsIn(folder),
      tell: (line) => told.push(line),
    });

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), "jixiang-deploy-")), "pending");
    account = anAccount();
    told = [];
  });
  afterEach(() => rmSync(join(folder, ".."), { recursive: true }));

  test("to an empty account makes databases, queues, secrets and functions", async () => {
    await run();
    expect(account.databases.toSorted()).toEqual([
      "jixiang-city",
      "jixiang-shard-0",
      "jixiang-shard-1",
    ]);
    expect(account.queues.toSorted()).toEqual([
      "jixiang-dead",
      "jixiang-fulfil",
      "jixiang-notify",
      "jixiang-sweep",
    ]);
    for (const { key, secrets } of environments) {
      expect(Object.keys(account.workers[key] ?? {}).toSorted()).toEqual(
        secrets.required.toSorted(),
      );
    }
  });

  test("gives functions that share a secret's name the same value, and each secret its own", async () => {
    await run();
    const { intake = {}, confirm = {}, notify = {} } = account.workers;
    expect(intake["ROUTING_KEY"]).toBe(confirm["ROUTING_KEY"]);
    expect(intake["KEYRING_KEY"]).toBe(notify["KEYRING_KEY"]);
    expect(new Set(Object.values(intake)).size).toBe(Object.values(intake).length);
    expect(atob(intake["ROUTING_KEY"] ?? "")).toHaveLength(32);
    const ring = JSON.parse(intake["BLIND_INDEX_KEYS"] ?? "");
    expect(Object.keys(ring)).toEqual(["1"]);
    expect(atob(ring["1"])).toHaveLength(32);
  });

  test("migrates every database before any function is deployed", async () => {
    await run();
    const migrations = account.commands.flatMap((command, index) =>
      command.startsWith("d1 migrations apply") ? [index] : [],
    );
    expect(migrations).toHaveLength(3);
    expect(Math.max(...migrations)).toBeLessThan(
      account.commands.findIndex((command) => command.startsWith("deploy")),
    );
  });

  test("deploys the consumer of a queue before its producers", async () => {
    await run();
    const order = account.commands
      .filter((command) => command.startsWith("deploy"))
      .map((command) => command.split(" ")[2]);
    for (const [consumer, producer] of [
      ["notify", "intake"],
      ["fulfil", "confirm"],
      ["notify", "sweep"],
      ["sweep", "console"],
    ]) {
      expect(order.indexOf(consumer)).toBeLessThan(order.indexOf(producer));
    }
  });

  test("repeated, makes nothing anew and never touches a secret", async () => {
    await run();
    const before = structuredClone(account.workers);
    account.commands.length = 0;
    await run();
    expect(account.workers).toEqual(before);
    expect(account.commands.filter((command) => /create|--secrets-file/.test(command))).toEqual([]);
  });

  test("prints no secret and leaves none on the disk", async () => {
    await run();
    const values = Object.values(account.workers).flatMap((secrets) => Object.values(secrets));
    const printed = [...told, ...account.commands].join("\n");
    expect(values.filter((value) => printed.includes(value))).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  test("that broke off goes on with the secrets that it had made", async () => {
    account.broken.add("confirm");
    await expect(run()).rejects.toThrow(
      "wrangler deploy --env confirm --minify failed: A request failed. no [code: 10000]",
    );
    expect(statSync(join(folder, "confirm.json")).mode & 0o777).toBe(0o600);
    expect(existsSync(join(folder, "notify.json"))).toBe(false);
    account.broken.clear();
    await run();
    const { intake = {}, confirm = {} } = account.workers;
    expect(confirm["ROUTING_KEY"]).toBe(intake["ROUTING_KEY"]);
    expect(existsSync(folder)).toBe(false);
  });

  test("refuses to give one function another value of a secret that others use", async () => {
    await run();
    delete account.workers["confirm"]?.["ROUTING_KEY"];
    await expect(run()).rejects.toThrow(
      "jixiang-confirm lacks ROUTING_KEY, whose value in jixiang-intake cannot be read back",
    );
  });

  test("of one function leaves the others as they are", async () => {
    await run();
    account.commands.length = 0;
    await run("--env=catalogue");
    expect(account.commands.filter((command) => command.startsWith("deploy"))).toEqual([
      expect.stringMatching(/^deploy --env catalogue --minify --route jixiang.example.gov.cn\/ /),
    ]);
  });

  test("to a stage runs wrangler with the stage's profile", async () => {
    await run("--stage=staging");
    expect(account.commands.filter((command) => !command.endsWith(" --profile staging"))).toEqual(
      [],
    );
  });
});

describe("the command line", () => {
  const read = (...args: string[]) => readDeployRequest(args, environments);

  test.each([
    ["--host is missing", []],
    ["--host is a host's name", [...required, "--host=https://jixiang.example.gov.cn"]],
    ["never deployed", [...required, "--env=dev"]],
    ['"sandbox" is no function', [...required, "--env=sandbox"]],
    ["no function has a variable", [...required, "--var=PUBLIC=1"]],
    ["needs a value", [...required, "--var=IDENTITY_ISSUER"]],
    ["--var IDENTITY_ISSUER=<url> --var IDENTITY_JWKS_URL=<url>", ["--host=a.example"]],
    ["Unknown option '--hots'", [...required, "--hots=1"]],
  ])("is refused: %s", (message, args) => {
    expect(() => read(...args)).toThrow(message);
  });

  test("asks for the addresses of the chosen functions only", () => {
    expect(read("--host=a.example", "--env=notify").vars).toEqual({
      PUBLIC_ORIGIN: "https://a.example",
    });
  });
});

test("a dry run prints the commands, contacts nobody and writes nothing", () => {
  const command = join(root, "shared/house/deploy.command.ts");
  const run = spawnSync(process.execPath, [command, ...required, "--dry-run"], {
    encoding: "utf8",
    env: { PATH: "" },
  });
  expect(run.stderr).toBe("");
  expect(run.status).toBe(0);
  const lines = run.stdout.trim().split("\n");
  expect(lines.filter((line) => !line.startsWith("wrangler "))).toEqual([]);
  expect(lines).toContain("wrangler d1 create jixiang-shard-1");
  expect(lines).toContain("wrangler queues create jixiang-dead");
  expect(lines).toContainEqual(
    expect.stringContaining(
      "wrangler deploy --env confirm --minify --var IDENTITY_ISSUER:https://id.example.gov.cn " +
        "--var IDENTITY_JWKS_URL:https://id.example.gov.cn/jwks " +
        "--route jixiang.example.gov.cn/c --route jixiang.example.gov.cn/c/* ",
    ),
  );
  expect(existsSync(join(root, ".wrangler/deploy/jixiang.example.gov.cn"))).toBe(false);
});

test("an error is one line", () => {
  const command = join(root, "shared/house/deploy.command.ts");
  const run = spawnSync(process.execPath, [command, "--env", "dev"], { encoding: "utf8" });
  expect(run.status).toBe(1);
  expect(run.stdout).toBe("");
  expect(run.stderr).toBe(
    "deploy: [env.dev] runs on a developer's machine and is never deployed\n",
  );
});
