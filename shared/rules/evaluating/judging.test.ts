import { describe, expect, it } from "vitest";
import { addDays, civilDate } from "#shared/calendar/civil-date.ts";
import { readExample } from "#shared/rules/example.ts";
import { decemberOf, fact, monthBefore } from "#shared/rules/language/fact-reference.ts";
import { readingsOf, type Readings } from "#shared/rules/reading.ts";
import { startJudging } from "./judging.ts";

const on = civilDate("2024-07-15");
const none: Readings = readingsOf(() => ({ state: "missing" }));

describe("a judging", () => {
  it("keeps what it has read, by the fact's name with its period, and reads it once", () => {
    const asked: string[] = [];
    const judging = startJudging(
      readingsOf((name) => {
        asked.push(name);
        return { state: "missing" };
      }),
      on,
    );
    const headcount = fact("insuredHeadcount", decemberOf(-1));
    for (const reference of [fact("birthDate"), headcount, fact("birthDate")])
      expect(judging.read(reference)).toEqual({ state: "missing" });
    expect(asked).toEqual(["birthDate", "insuredHeadcount@2023-12"]);
    expect([...judging.readings]).toEqual([
      ["birthDate", { state: "missing" }],
      ["insuredHeadcount@2023-12", { state: "missing" }],
    ]);
  });

  it("changes on the earliest day after the judged one", () => {
    const judging = startJudging(none, on);
    expect(judging.nextChangeOn()).toBeUndefined();
    for (const days of [-1, 0]) judging.mayChangeOn(addDays(on, days));
    judging.mayChangeOn(undefined);
    expect(judging.nextChangeOn()).toBeUndefined();
    for (const days of [5, 1, 9]) judging.mayChangeOn(addDays(on, days));
    expect(judging.nextChangeOn()).toBe("2024-07-16");
  });

  it("changes when a reading does, and when its period is another", () => {
    const ending = startJudging(
      readingsOf(() => ({ state: "absent", changesOn: civilDate("2024-07-20") })),
      on,
    );
    ending.read(fact("veteran"));
    expect(ending.nextChangeOn()).toBe("2024-07-20");
    const yearly = startJudging(none, on);
    yearly.read(fact("insuredHeadcount", decemberOf(-1)));
    expect(yearly.nextChangeOn()).toBe("2025-01-01");
    yearly.read(fact("insuredHeadcount", monthBefore(1)));
    expect(yearly.nextChangeOn()).toBe("2024-08-01");
  });
});

describe("the relatives of a judging", () => {
  it("are read once, with when they may become others", () => {
    let asked = 0;
    const judging = startJudging(
      {
        ...none,
        related: () => {
          asked += 1;
          return { members: [], isComplete: true, changesOn: civilDate("2024-07-31") };
        },
      },
      on,
    );
    expect(judging.related("employee")).toBe(judging.related("employee"));
    expect(judging.related("employee")).toEqual({ members: [], isComplete: true });
    expect(asked).toBe(1);
    expect(judging.nextChangeOn()).toBe("2024-07-31");
    expect([...judging.relations.keys()]).toEqual(["employee"]);
  });

  it("each have facts of their own, named by their number", () => {
    const facts = { veteran: true, child: [{ veteran: false }, {}] } as const;
    const judging = startJudging(readExample(facts), on);
    const { members, isComplete } = judging.related("child");
    expect(isComplete).toBe(false);
    for (const one of [judging, ...members]) one.read(fact("veteran"));
    expect([...judging.readings].map(([name, { state }]) => [name, state])).toEqual([
      ["veteran", "known"],
      ["child[1].veteran", "known"],
      ["child[2].veteran", "absent"],
    ]);
    expect(members.map(({ prefix, on: day }) => [prefix, day])).toEqual([
      ["child[1].", on],
      ["child[2].", on],
    ]);
    expect(judging.prefix).toBe("");
    for (const one of members) {
      one.mayChangeOn(civilDate("2024-09-01"));
      expect(one.nextChangeOn()).toBe("2024-09-01");
      expect(() => one.related("spouse")).toThrow(RangeError);
      expect([...one.relations.keys()]).toEqual(["child"]);
    }
    expect(judging.nextChangeOn()).toBe("2024-09-01");
  });
});
