import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { factNames } from "#shared/facts/dictionary.ts";
import { isRelationName, relationNames } from "#shared/facts/relations.ts";
import type { FlatFacts, FlatSubject, Setting } from "#shared/rules/compiled/flat-facts.ts";
import type { Example, ExampleFacts } from "#shared/rules/example.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { askRuleInSql } from "#shared/testing/ask-in-sql.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { isPolicyFile } from "./index-text.ts";

interface PolicyModule {
  readonly default: Policy;
  readonly examples: () => readonly Example[];
}

const files = (await readdir(import.meta.dirname)).filter(isPolicyFile);
const modules = await Promise.all(
  files.map((file): Promise<PolicyModule> => import(join(import.meta.dirname, file))),
);

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

/** What an example says, as set-based work sees it: "missing" means that the register is not complete. */
function flattened({ on, facts }: Example): { subject: FlatSubject; setting: Setting } {
  const complete = new Set<string>([...factNames, ...relationNames]);
  const flat = (one: ExampleFacts): FlatFacts => {
    const entries = Object.entries(one).flatMap(([key, value]) => {
      if (value === "missing") complete.delete(key);
      if (value === undefined || value === "missing" || typeof value === "object") return [];
      return [[key, value === "conflict" ? null : value] as const];
    });
    return Object.fromEntries(entries);
  };
  const relatives = Object.entries(facts).flatMap(([key, value]) =>
    isRelationName(key) && typeof value === "object"
      ? [[key, value.map((one: ExampleFacts) => flat(one))] as const]
      : [],
  );
  const subject = { facts: flat(facts), relatives: Object.fromEntries(relatives) };
  return { subject, setting: { on: civilDate(on), complete } };
}

describe.each(modules)("$default.title in SQL", ({ default: policy, examples }) => {
  it.each(examples())("$name", async (example) => {
    const { subject, setting } = flattened(example);
    const version = versionOn(policy, setting.on);
    const answer =
      version === undefined
        ? "unmet"
        : await askRuleInSql(databases.DB_0, version, subject, setting);
    const { expect: expected } = example;
    const granted = "amountFen" in expected ? expected.amountFen : undefined;
    expect(answer).toBe(granted ?? expected.verdict);
  });
});
