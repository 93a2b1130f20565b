import { describe, expect, it } from "vitest";
import { checkFactValue } from "#shared/facts/fact-value.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { policies } from "#shared/policies/index.ts";
import { boundaryExamples } from "./boundaries.ts";
import { thresholdsOf } from "./boundaries/thresholds.ts";
import { readExample, type ExampleFacts } from "./example.ts";
import { judge } from "./judge.ts";
import type { Policy, Version } from "./policy.ts";

describe.each(
  policies.flatMap((policy: Policy) =>
    policy.versions.map((version: Version): [string, Policy, Version] => [
      `${policy.title}, version ${version.id}`,
      policy,
      version,
    ]),
  ),
)("%s", (_, policy, version) => {
  const examples = boundaryExamples(policy, version);

  it("has both sides of each threshold, one after the other", () => {
    expect(examples.map(({ side }) => side)).toEqual(
      Array.from({ length: examples.length / 2 }, () => ["on", "beyond"]).flat(),
    );
    // A rule of yes and no alone has none.
    expect(examples.length > 0).toBe(thresholdsOf(version, version.from).length > 0);
  });

  it("says of each subject what the judge says, and never that it is not known", () => {
    for (const example of examples) {
      const judgement = judge(policy, readExample(example.facts), example.on);
      expect(judgement.verdict).toBe(example.verdict);
      expect(judgement.amountFen).toBe(example.amountFen);
      expect(judgement.version).toBe(version.id);
      expect(example.verdict).not.toBe("unknown");
    }
  });

  it("makes up facts that a steward could report", () => {
    const said = (facts: ExampleFacts): [string, unknown][] =>
      Object.entries(facts).flatMap(([key, value]): [string, unknown][] =>
        typeof value === "object"
          ? value.flatMap((one: ExampleFacts) => said(one))
          : [[key, value]],
      );
    const isPossible = ([key, value]: [string, unknown]) => {
      const parsed = parseFactName(key);
      return parsed.ok && checkFactValue(parsed.definition, value).ok;
    };
    expect(examples.flatMap(({ facts }) => said(facts)).every(isPossible)).toBe(true);
  });
});
