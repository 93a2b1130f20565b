import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { readStageHistory } from "./read-stage-history.ts";
import { chainStage, firstBroken, type StageEntry } from "./stage-entry.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

const entry = (number: number, previous: string): Omit<StageEntry, "hash"> => ({
  policy: "allowance",
  number,
  stage: number === 1 ? "ready" : "pilot",
  pilot: number === 1 ? null : `{"percent":${number}}`,
  reason: "理由",
  figures: "{}",
  proposedBy: "one",
  decidedBy: "two",
  sinceAt: 1_790_000_000_000 + number,
  previous,
});

async function chain(): Promise<StageEntry[]> {
  const history: StageEntry[] = [];
  for (const number of [1, 2, 3])
    history.push(await chainStage(entry(number, history.at(-1)?.hash ?? "")));
  return history;
}

describe("the chain of a policy's stages", () => {
  it("is whole as it was written", async () => {
    expect(await firstBroken(await chain())).toBeUndefined();
    expect(await firstBroken([])).toBeUndefined();
  });

  it.each([
    { reason: "另一个理由" },
    { stage: "live" as const },
    { pilot: null },
    { decidedBy: "three" },
    { proposedBy: "three" },
    { figures: '{"gate":1}' },
    { sinceAt: 0 },
    { hash: "x" },
  ])("is broken where an entry was changed: %j", async (change) => {
    const history = await chain();
    expect(await firstBroken(history.with(1, { ...(history[1] ?? never()), ...change }))).toBe(2);
  });

  it("is broken where an entry was changed and hashed anew, at the one behind it", async () => {
    const history = await chain();
    const forged = await chainStage({ ...entry(2, history[0]?.hash ?? ""), reason: "伪造" });
    expect(await firstBroken(history.with(1, forged))).toBe(3);
  });

  it("is broken where an entry is wanting", async () => {
    const history = await chain();
    expect(await firstBroken(history.toSpliced(1, 1))).toBe(2);
    expect(await firstBroken(history.slice(1))).toBe(1);
  });

  it("begins with what was in operation before stages were kept", async () => {
    const histories = [...(await readStageHistory(databases.DB_CITY)).values()];
    expect(histories).toHaveLength(5);
    for (const history of histories) expect(await firstBroken(history)).toBeUndefined();
  });
});

function never(): never {
  throw new Error("there is no such entry");
}
