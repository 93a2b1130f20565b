import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { checkFactValue } from "#shared/facts/fact-value.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { readExample, type Example } from "#shared/rules/example.ts";
import { judge } from "#shared/rules/judge.ts";
import type { Judgement } from "#shared/rules/judgement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { isPolicyFile } from "./index-text.ts";

interface PolicyModule {
  readonly default: Policy;
  readonly examples: readonly Example[];
}

const files = (await readdir(import.meta.dirname)).filter(isPolicyFile);
const modules = await Promise.all(
  files.map((file): Promise<PolicyModule> => import(join(import.meta.dirname, file))),
);

const nothingMissing = { missing: [] };

/** Of a judgement, what an example says about it. */
function pick({ verdict, amountFen, missing }: Judgement): object {
  return {
    verdict,
    ...(amountFen === undefined ? {} : { amountFen }),
    missing: missing.map(({ fact }) => fact),
  };
}

describe.each(modules)("$default.title", ({ default: policy, examples }) => {
  it.each(examples)("$name", ({ on, facts, expect: expected }) => {
    const judgement = judge(policy, readExample(facts), civilDate(on));
    expect(pick(judgement)).toEqual({ ...nothingMissing, ...expected });
  });

  it("its examples show all three verdicts", () => {
    const shown = new Set(examples.map((example) => example.expect.verdict));
    expect(shown).toEqual(new Set(["met", "unmet", "unknown"]));
  });

  it("its examples name facts of the dictionary with values that a steward could report", () => {
    for (const [key, value] of examples.flatMap(({ facts }) => Object.entries(facts))) {
      const parsed = parseFactName(key);
      if (!parsed.ok) throw new Error(parsed.problem.en);
      expect(parsed.definition.about).toBe(policy.subject);
      if (value === "missing" || value === "conflict") continue;
      expect(checkFactValue(parsed.definition, value)).toEqual({ ok: true, value });
    }
  });

  it("each of its versions is shown by an example", () => {
    const shown = new Set(
      examples.map(({ on, facts }) => judge(policy, readExample(facts), civilDate(on)).version),
    );
    for (const { id } of policy.versions) expect(shown).toContain(id);
  });
});
