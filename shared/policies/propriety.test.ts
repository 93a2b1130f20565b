import { describe, expect, it } from "vitest";
import { factsOf } from "#shared/rules/data-requirement.ts";
import { definitionOf } from "#shared/facts/dictionary.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { policies } from "./index.ts";

const telling = /残|低保|困难|贫|失业|丧|亡|烈|抚恤/;

describe.each(policies)("$title", (policy: Policy) => {
  const versions: readonly Version[] = policy.versions;

  it("its versions follow one another without overlap", () => {
    for (const [index, { until, from }] of versions.entries()) {
      const next = versions[index + 1];
      expect(until === undefined || until >= from).toBe(true);
      expect(next === undefined || (until !== undefined && until < next.from)).toBe(true);
    }
  });

  it("each version is in force on its first day and its last", () => {
    for (const version of versions) {
      expect(versionOn(policy, version.from)).toBe(version);
      expect(versionOn(policy, version.until ?? version.from)).toBe(version);
    }
  });

  it("the ids of its versions differ", () => {
    expect(new Set(versions.map(({ id }) => id)).size).toBe(versions.length);
  });

  it("a version that no document carries says that it is a sample, and no other does", () => {
    for (const { status, id, source } of versions) {
      expect(id.startsWith("sample-")).toBe(status === "sample");
      expect(source.document.startsWith("示例")).toBe(status === "sample");
    }
  });

  it("no sourced version outlives its document", () => {
    for (const { source, until } of versions) {
      const { inForceUntil } = source;
      expect(inForceUntil === undefined || (until !== undefined && until <= inForceUntil)).toBe(
        true,
      );
    }
  });

  it("what leaves the house never tells disability, poverty or loss", () => {
    const { fulfilment } = policy;
    const texts = [
      ...(policy.sensitive ? [policy.neutralTitle] : []),
      ...(policy.sensitive && fulfilment.kind === "payment" ? [fulfilment.remark] : []),
      ...versions.map(({ amount }) => (amount.kind === "none" ? amount.benefit : "")),
    ];
    for (const text of texts) expect(text).not.toMatch(telling);
  });

  it("only its own kind of subject is asked about", () => {
    for (const { fact } of factsOf(policy)) expect(definitionOf(fact).about).toBe(policy.subject);
  });

  it("what comes month by month is paid by the month", () => {
    for (const { amount } of versions) {
      const isMonthly = amount.kind === "fixed" || amount.kind === "byAge";
      expect(isMonthly).toBe(policy.period === "month");
    }
  });

  it("bands of age ascend", () => {
    for (const { amount } of versions) {
      const ages = amount.kind === "byAge" ? amount.bands.map(([age]) => age) : [];
      expect(ages).toEqual(ages.toSorted((a, b) => a - b));
    }
  });
});
