import { readFileSync } from "node:fs";
import { join } from "node:path";
import { paths } from "#shared/web/paths.ts";
import { describe, expect, test } from "vitest";
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import * as z from "zod";
import {
  deployedEnvironments,
  localEnvironment,
  readEnvironments,
  root,
  type Environment,
} from "./environments.ts";

const deadLetterQueue = "jixiang-dead";
const deployed = deployedEnvironments();
const local = readEnvironments().filter(({ key }) => key === localEnvironment);

const declarationSchema = z.strictObject({
  databases: z.array(z.string()),
  queues: z.array(z.string()),
  vars: z.array(z.string()),
  secrets: z.array(z.string()),
  limits: z.array(z.string()).default([]),
});

/** The bindings that a block gives, in the groups of a function's env.ts. */
function bindingsOf(environment: Environment) {
  return {
    databases: environment.d1_databases.map(({ binding }) => binding).toSorted(),
    queues: environment.queues.producers.map(({ binding }) => binding).toSorted(),
    vars: Object.keys(environment.vars).toSorted(),
    secrets: environment.secrets.required.toSorted(),
    limits: environment.ratelimits.map(({ name }) => name).toSorted(),
  };
}

function consumersOf(environments: Environment[]) {
  return environments.flatMap(({ key, queues }) =>
    queues.consumers.map((consumer) => ({ ...consumer, key })),
  );
}

function sortedUnion<Item>(items: Item[]): Item[] {
  const byText = new Map(items.map((item) => [JSON.stringify(item), item]));
  return [...byText.keys()].toSorted().flatMap((text) => byText.get(text) ?? []);
}

describe.each(deployed)("[env.$key]", (environment) => {
  test("is the Worker jixiang-<folder> of functions/<folder>/index.ts", () => {
    expect(environment.name).toBe(`jixiang-${environment.key}`);
    expect(environment.main).toBe(`functions/${environment.key}/index.ts`);
  });

  test("gives exactly the bindings that its env.ts declares", async () => {
    const module = await import(join(root, "functions", environment.key, "env.ts"));
    const declared = declarationSchema.parse(module.bindings);
    const sorted = {
      databases: declared.databases.toSorted(),
      queues: declared.queues.toSorted(),
      vars: declared.vars.toSorted(),
      secrets: declared.secrets.toSorted(),
      limits: declared.limits.toSorted(),
    };
    expect(bindingsOf(environment)).toEqual(sorted);
  });
});

describe("queues", () => {
  const producers = deployed.flatMap(({ queues }) => queues.producers.map(({ queue }) => queue));
  const consumers = consumersOf(deployed);

  test("what is produced has one consumer, and so has the dead-letter queue", () => {
    expect(consumers.map(({ queue }) => queue).toSorted()).toEqual(
      [...new Set([...producers, deadLetterQueue])].toSorted(),
    );
  });

  test("every consumer gives what it cannot settle to the one dead-letter queue", () => {
    const others = consumers.filter(({ queue }) => queue !== deadLetterQueue);
    expect(new Set(others.map((consumer) => consumer.dead_letter_queue))).toEqual(
      new Set([deadLetterQueue]),
    );
  });

  test("console alone consumes the dead-letter queue, and that one has none of its own", () => {
    const dead = consumers.filter(({ queue }) => queue === deadLetterQueue);
    expect(dead.map(({ key }) => key)).toEqual(["console"]);
    expect(dead.map((consumer) => consumer.dead_letter_queue)).toEqual([undefined]);
  });

  test("one binding is the same queue everywhere", () => {
    const pairs = deployed.flatMap(({ queues }) => queues.producers);
    expect(new Set(pairs.map(({ binding }) => binding)).size).toBe(sortedUnion(pairs).length);
  });
});

test("one binding is the same database everywhere", () => {
  const databases = readEnvironments().flatMap((environment) => environment.d1_databases);
  expect(new Set(databases.map(({ binding }) => binding)).size).toBe(sortedUnion(databases).length);
});

describe("[env.dev]", () => {
  test("is there once, and its Worker is functions/dev.ts", () => {
    expect(local.map(({ main }) => main)).toEqual(["functions/dev.ts"]);
  });

  test("has the bindings of all functions, the sandbox's and no others", () => {
    const all = deployed.map(bindingsOf);
    const union = {
      databases: sortedUnion([...all.flatMap(({ databases }) => databases), "DB_SANDBOX"]),
      queues: sortedUnion(all.flatMap(({ queues }) => queues)),
      vars: sortedUnion(all.flatMap(({ vars }) => vars)),
      secrets: sortedUnion([...all.flatMap(({ secrets }) => secrets), "DEV_SECRET", "SANDBOX_KEY"]),
      limits: sortedUnion(all.flatMap(({ limits }) => limits)),
    };
    expect(local.map(bindingsOf)).toEqual([union]);
  });

  test("consumes every queue as its function does, without waiting for a batch to fill", () => {
    const waiting = consumersOf(deployed).map(({ key, ...consumer }) => consumer);
    const expected = waiting.map((consumer) => ({ ...consumer, max_batch_timeout: 0 }));
    const actual = consumersOf(local).map(({ key, ...consumer }) => consumer);
    expect(sortedUnion(actual)).toEqual(sortedUnion(expected));
  });

  test("has no cron: the sandbox's clock drives the sweep", () => {
    expect(local.flatMap(({ triggers }) => triggers.crons)).toEqual([]);
  });

  test("dev.ts runs every function and routes by the path table", () => {
    const text = readFileSync(join(root, "functions/dev.ts"), "utf8");
    expect(text).toContain("#shared/web/paths.ts");
    for (const { key } of deployed) expect(text).toContain(`"./${key}/`);
  });
});

describe("the path table", () => {
  test("names deployed functions only, and all of them", () => {
    expect(sortedUnion(paths.map((path): string => path.function))).toEqual(
      sortedUnion(deployed.map(({ key }) => key)),
    );
  });
});

test("a deploy without --env has no entry point, so it deploys nothing", () => {
  const { rawConfig } = readRawConfig({ config: join(root, "wrangler.toml") });
  expect(rawConfig.main).toBeUndefined();
  expect(rawConfig.d1_databases).toBeUndefined();
});

test("only the sweep is woken by time, and what joins two numbers", () => {
  expect(
    deployed.filter(({ triggers }) => triggers.crons.length > 0).map(({ key }) => key),
  ).toEqual(["join", "sweep"]);
});
