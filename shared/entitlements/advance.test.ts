import { describe, expect, it } from "vitest";
import { chainStart, hashOf } from "#shared/audit/entry.ts";
import { fen } from "#shared/money/fen.ts";
import { anEntitlement, now } from "#shared/testing/builders.ts";
import { advance } from "./advance.ts";

const how = { event: "tested", actor: "system:test", at: now } as const;

describe("an entitlement that moves", () => {
  it("takes the last state of the path, keeps every step and grows by one version", async () => {
    const { entitlement } = await advance(anEntitlement({ version: 0 }), {
      ...how,
      path: ["matched", "awaiting-confirmation"],
      set: { amountFen: fen(150_00) },
    });
    expect(entitlement).toMatchObject({
      state: "awaiting-confirmation",
      version: 1,
      amountFen: 150_00,
      steps: [
        { state: "matched", at: now.getTime() },
        { state: "awaiting-confirmation", at: now.getTime() },
      ],
    });
  });

  it("keeps its state where only fields change", async () => {
    const before = anEntitlement({ state: "awaiting-fulfilment", version: 3 });
    const { entitlement, entry } = await advance(before, {
      ...how,
      path: [],
      set: { heldBecause: "account-missing" },
    });
    expect(entitlement).toMatchObject({
      state: "awaiting-fulfilment",
      heldBecause: "account-missing",
      version: 4,
      steps: before.steps,
    });
    expect(entry.path).toBe("awaiting-fulfilment");
  });

  it("is refused a path that the table does not allow", async () => {
    const waived = anEntitlement({ state: "waived" });
    await expect(advance(waived, { ...how, path: ["fulfilling"] })).rejects.toThrow(
      "waived does not become fulfilling",
    );
    const unborn = anEntitlement({ version: 0, state: "awaiting-fulfilment" });
    await expect(advance(unborn, { ...how, path: ["fulfilling"] })).rejects.toThrow(
      "nothing does not become fulfilling",
    );
  });
});

describe("its audit chain", () => {
  it("begins at the start, and each entry holds the hash of the one before", async () => {
    const born = await advance(anEntitlement({ version: 0 }), { ...how, path: ["matched"] });
    const ended = await advance(born.entitlement, { ...how, path: ["terminated"] });
    expect(born.entry.previous).toBe(chainStart);
    expect(ended.entry.previous).toBe(born.entry.hash);
    expect(ended.entitlement.auditHead).toBe(ended.entry.hash);
    expect([born.entry.number, ended.entry.number]).toEqual([1, 2]);
  });

  it("breaks when any field of an entry is changed", async () => {
    const { entry } = await advance(anEntitlement({ version: 0 }), { ...how, path: ["matched"] });
    const { hash, subjectKey: _, ...fields } = entry;
    expect(await hashOf(fields)).toBe(hash);
    for (const [name, value] of Object.entries(fields)) {
      const changed = { ...fields, [name]: typeof value === "number" ? value + 1 : `${value}x` };
      expect([name, await hashOf(changed)]).not.toEqual([name, hash]);
    }
  });

  it("tells an unknown amount from none", async () => {
    const { entry } = await advance(anEntitlement({ version: 0 }), { ...how, path: ["matched"] });
    expect(await hashOf({ ...entry, amountFen: null })).not.toBe(
      await hashOf({ ...entry, amountFen: 0 }),
    );
  });
});
