import { describe, expect, it } from "vitest";
import { explore, isHeadcount } from "./explore.ts";
import {
  exampleFactsOf,
  nobody,
  withFact,
  withRelatives,
  type Said,
  type Subject,
} from "./subject.ts";

type Search = Parameters<typeof explore>[1];

/** A search that is decided when all of these are said, and tries the same values for each. */
const searchFor = (
  wanted: readonly string[],
  values: readonly Said[],
  more: Partial<Search> = {},
): Search => ({
  progressOf: ({ facts }) => {
    const missing = wanted.filter((key) => !facts.has(key));
    return { isDecided: missing.length === 0, missing };
  },
  candidates: () => values,
  relativesToTry: [1, 0],
  patience: 1000,
  ...more,
});
const found = (search: Search, start: Subject = nobody) =>
  [...explore(start, search)].map(exampleFactsOf);
const values = (search: Search) => found(search).map((facts) => Object.values(facts).join(" "));

describe("a search", () => {
  it("of what is decided finds the start, once", () => {
    expect(found(searchFor([], ["a"]))).toEqual([{}]);
  });

  it("finds plain subjects first: those that differ least from the first values", () => {
    expect(values(searchFor(["sex", "studentStatus"], ["a", "b", "c"]))).toEqual([
      "a a",
      "a b",
      "b a",
      "a c",
      "b b",
      "c a",
      "b c",
      "c b",
      "c c",
    ]);
  });

  it("goes no further than fourteen steps from the plainest", () => {
    const letters = [..."abcdefghijklmnopqrst"];
    expect(values(searchFor(["sex"], letters))).toEqual(letters.slice(0, 15));
  });

  it("looks at so many subjects as it has patience for, and no more", () => {
    const looks: number[] = [0, 1, 2, 3, 7].map((patience) => {
      let looked = 0;
      const search = searchFor(["sex", "studentStatus"], ["a", "b", "c"], { patience });
      const { progressOf } = search;
      found({ ...search, progressOf: (one) => ((looked += 1), progressOf(one)) });
      return looked;
    });
    expect(looks).toEqual([0, 1, 2, 3, 7]);
    expect(values(searchFor(["sex"], ["a", "b"], { patience: 2 }))).toEqual(["a"]);
    expect(values(searchFor(["sex"], ["a", "b"], { patience: 4 }))).toEqual(["a"]);
    expect(values(searchFor(["sex"], ["a", "b"], { patience: 5 }))).toEqual(["a", "b"]);
  });

  it("ends where nothing can be said of what is missing", () => {
    const missing = (...keys: string[]) =>
      found(
        searchFor([], ["a"], {
          progressOf: () => ({ isDecided: false, missing: keys }),
          candidates: (_, { key }) => {
            throw new Error(`${key} cannot be said`);
          },
        }),
      );
    expect(missing()).toEqual([]);
    expect(missing("parameter:standard")).toEqual([]);
    expect(missing("neighbour.veteran")).toEqual([]);
    expect(missing("child.veteran")).toEqual([]);
  });

  it("does not say a fact anew", () => {
    const asked: string[] = [];
    const start = withFact(nobody, { key: "sex" }, "(missing)");
    const search = searchFor([], ["a"], {
      progressOf: () => ({ isDecided: false, missing: ["sex"] }),
      candidates: (_, { key }) => (asked.push(key), ["a"]),
    });
    expect(found(search, start)).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe("what a search says next", () => {
  /** The address and whether it is the last that is known to be missing, of the first question. */
  const firstQuestion = (missing: readonly string[], start: Subject = nobody) => {
    const asked: unknown[] = [];
    const search = searchFor([], ["a"], {
      progressOf: () => ({ isDecided: asked.length > 0, missing }),
      candidates: (_, address, isLast) => (asked.push({ ...address, isLast }), ["a"]),
    });
    return { asked, found: found({ ...search, patience: 2 }, start) };
  };

  it("is the first fact that is no number", () => {
    expect(firstQuestion(["disabilityGrade", "sex", "birthDate"]).asked).toEqual([
      { key: "sex", isLast: false },
    ]);
  });

  it("is the last number where all are", () => {
    const numbers = ["disabilityGrade", "insuredHeadcount@2025-12", "insuredMonths"];
    expect(firstQuestion(numbers).asked).toEqual([{ key: "insuredMonths", isLast: false }]);
  });

  it("is the last of all where a fact is wanted twice", () => {
    expect(firstQuestion(["sex", "sex"]).asked).toEqual([{ key: "sex", isLast: true }]);
  });

  it("is how many relatives there are, before any fact", () => {
    const search = searchFor([], ["a"], {
      progressOf: ({ relatives }) => ({
        isDecided: relatives.has("child"),
        missing: ["sex", "child", "parent"],
      }),
      relativesToTry: [2, 0],
    });
    expect(found(search)).toEqual([{ child: [{}, {}] }, { child: [] }]);
  });

  it("is another fact where the relatives are told already", () => {
    const start = withRelatives(nobody, "child", []);
    expect(firstQuestion(["child", "sex"], start).asked).toEqual([{ key: "sex", isLast: true }]);
  });

  it("of relatives is said of the first of whom it is not", () => {
    const told = withFact(nobody, { key: "veteran" }, true);
    const start = withRelatives(nobody, "child", [told, nobody, nobody]);
    const { asked, found: subjects } = firstQuestion(["child.veteran"], start);
    expect(asked).toEqual([{ key: "veteran", relation: "child", index: 1, isLast: true }]);
    expect(subjects).toEqual([{ child: [{ veteran: true }, { veteran: "a" }, {}] }]);
    const first = withRelatives(nobody, "child", [nobody]);
    expect(firstQuestion(["child.veteran"], first).asked).toHaveLength(1);
    expect(firstQuestion(["child.veteran"], withRelatives(nobody, "child", [told])).asked).toEqual(
      [],
    );
  });
});

it("a headcount is a whole number of anything but money", () => {
  const keys = [
    "insuredHeadcount@2025-12",
    "disabilityGrade",
    "unemploymentPremiumPaidFen@2025",
    "birthDate",
    "child.veteran",
  ];
  expect(keys.filter(isHeadcount)).toEqual(["insuredHeadcount@2025-12", "disabilityGrade"]);
});
