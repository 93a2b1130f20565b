import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { organisation, resident } from "#shared/testing/people.ts";
import { checkRelations } from "./check-relations.ts";

const [parent, child] = [resident("1985-05-05", 11), resident("2015-05-05", 12)];
/** Half past midnight of 20 November in Shanghai. */
const at = Date.parse("2026-11-19T16:30:00Z");
const envelope = {
  id: "one",
  source: "urn:test",
  digest: "digest",
  observedOn: civilDate("2026-11-20"),
};

function check(
  relations: Parameters<typeof checkRelations>[1]["relations"],
  department: DepartmentId = "civil-affairs",
  subject = parent,
) {
  return checkRelations(department, { subject, relations }, at, envelope);
}

/** The first and the last day that are taken from one report, or the type of the problem. */
function spanOf(more: object): unknown {
  const result = check([{ kind: "child", other: child, ...more }]);
  if (!result.ok) return result.problem.type;
  return result.event.kind === "relations" ? result.event.relations[0]?.seen.report : undefined;
}

const problemOf = (result: ReturnType<typeof check>): unknown =>
  result.ok ? "accepted" : result.problem.type;

describe("a reported relation", () => {
  it("has the other one's number, the days, and who said so when", () => {
    const result = check([{ kind: "child", other: child, from: "2015-05-05" }]);
    expect(result).toMatchObject({
      ok: true,
      event: {
        kind: "relations",
        subject: parent,
        relations: [
          {
            relation: "child",
            other: child,
            seen: {
              at,
              by: "civil-affairs",
              event: ["urn:test", "one"],
              report: ["2015-05-05", null],
            },
          },
        ],
      },
    });
  });

  it.each<[string, object, unknown]>([
    ["without days holds always", {}, [null, null]],
    ["has its last day", { until: "2026-01-31" }, [null, "2026-01-31"]],
    ["with the open end of registers has none", { until: "9999-12-31" }, [null, null]],
    ["that ended, ended on the day before it was observed", { ended: true }, [null, "2026-11-19"]],
    ["that ended on a day, ended then", { ended: true, until: "2026-02-01" }, [null, "2026-02-01"]],
    ["that has not ended has no last day", { ended: false }, [null, null]],
    ["may last one day", { from: "2026-02-01", until: "2026-02-01" }, ["2026-02-01", "2026-02-01"]],
    [
      "that ends before it begins is refused",
      { from: "2026-02-02", until: "2026-02-01" },
      "/problems/invalid-event",
    ],
  ])("%s", (_, more, expected) => {
    expect(spanOf(more)).toEqual(expected);
  });

  it("is of a kind that the dictionary knows", () => {
    for (const kind of ["nephew", "constructor", "birthDate"]) {
      expect(problemOf(check([{ kind, other: child }]))).toBe("/problems/unknown-relation");
    }
  });

  it("is reported by one of its stewards", () => {
    const one = [{ kind: "child", other: child }];
    expect(problemOf(check(one, "public-security"))).toBe("accepted");
    expect(problemOf(check(one, "human-resources"))).toBe("/problems/not-the-steward");
  });

  it("is between the kinds of subject that the dictionary says", () => {
    const employee = [{ kind: "employee", other: parent }];
    expect(problemOf(check(employee, "human-resources", organisation))).toBe("accepted");
    expect(problemOf(check(employee, "human-resources", child))).toBe("/problems/invalid-event");
    expect(problemOf(check([{ kind: "child", other: organisation }]))).toBe(
      "/problems/invalid-event",
    );
  });

  it("has two right numbers, of two different people", () => {
    const wrong = { ...child, id: `${child.id.slice(0, 17)}${child.id.endsWith("1") ? 2 : 1}` };
    const refusedWith = (result: ReturnType<typeof check>) => problemOf(result);
    expect(refusedWith(check([{ kind: "child", other: wrong as typeof child }]))).toBe(
      "/problems/invalid-subject",
    );
    expect(refusedWith(check([{ kind: "child", other: parent }]))).toBe("/problems/invalid-event");
  });

  it("may stand twice in one event only if it says the same", () => {
    const one = { kind: "child", other: child };
    const twice = check([one, one]);
    expect(twice.ok && twice.event.kind === "relations" && twice.event.relations).toHaveLength(1);
    expect(problemOf(check([one, { ...one, ended: true }]))).toBe("/problems/invalid-event");
  });
});
