import { expect, test } from "vitest";
import { policies } from "#shared/policies/index.ts";
import { conditionsOfVersion } from "./conditions.ts";

const versions = policies.flatMap((policy) =>
  policy.versions.map((version) => ({ name: `${policy.id}, ${version.id}`, version })),
);

test.each(versions)("$name says who is eligible, and holds nobody's facts", ({ version }) => {
  const clauses = conditionsOfVersion(version);
  expect(clauses.length).toBeGreaterThan(0);
  for (const clause of clauses) expect(clause).toMatch(/^[^{}]{2,}$/);
});
