import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { policies, policyById } from "#shared/policies/index.ts";
import { readExample, type Example } from "#shared/rules/example.ts";
import { isRelationName } from "#shared/facts/relations.ts";
import { judge } from "#shared/rules/judge.ts";
import type { Judgement } from "#shared/rules/judgement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { FactReading } from "#shared/rules/reading.ts";
import { askText, keysRead, nextStep, questionOf } from "./next-step.ts";
import { readingsOf } from "./readings.ts";
import { trialOf } from "./trial-of.ts";
import type { Answer, Trial } from "./trial.ts";

async function examplesOf(id: string): Promise<readonly Example[]> {
  return (await import(join(import.meta.dirname, `../../../shared/policies/${id}.ts`))).examples();
}

/** What somebody in the case of an example would answer. */
function answerTo(key: string, { facts }: Example): Answer {
  const readings = readExample(facts);
  if (isRelationName(key)) {
    const { members } = readings.related(key);
    return facts[key] === "missing"
      ? { state: "unclear" }
      : { state: "known", value: members.length };
  }
  const [, relation = "", number = "", name = key] = /^(\w+)\[(\d+)\]\.(.+)$/.exec(key) ?? [];
  const fact = isRelationName(relation)
    ? readings.related(relation).members[Number(number) - 1]?.fact
    : readings.fact;
  const reading: FactReading = fact?.(name) ?? { state: "missing" };
  if (reading.state === "known") return { state: "known", value: reading.value };
  return { state: reading.state === "absent" ? "absent" : "unclear" };
}

/** Answers what is asked, until nothing is asked any more. */
function answerAll(
  trial: Trial,
  answer: (key: string) => Answer,
): { judgement: Judgement; answers: ReadonlyMap<string, Answer> } {
  const answers = new Map<string, Answer>();
  for (;;) {
    const { asks, judgement } = nextStep(trial, answers);
    if (asks === undefined) return { judgement, answers };
    expect(judgement.verdict).toBe("unknown");
    expect(answers.has(asks)).toBe(false);
    answers.set(asks, answer(asks));
  }
}

/** Every answer at once, whether it matters or not. */
function everyAnswer({ questions, policy }: Trial, answer: (key: string) => Answer) {
  const answers = new Map<string, Answer>();
  for (const key of Object.keys(questions)) {
    const [relation = "", name] = key.split(".");
    if (name === undefined) answers.set(key, answer(key));
    else {
      const many = policy.per === relation ? 1 : answers.get(relation);
      const count = typeof many === "number" ? many : many?.state === "known" ? many.value : 0;
      for (let number = 1; number <= Number(count); number += 1) {
        const one = `${relation}[${number}].${name}`;
        answers.set(one, answer(one));
      }
    }
  }
  return answers;
}

const outcomeOf = ({ verdict, amountFen }: Judgement) => ({ verdict, amountFen });

function trialOn(id: string, on: string): Trial {
  const policy = policyById(id);
  const trial = policy && trialOf(policy, civilDate(on));
  if (trial === undefined || typeof trial === "string") throw new Error(`${id}: ${trial}`);
  return trial;
}

interface Tried {
  readonly name: string;
  /** As the questions one by one have it, as all answers at once have it, as the example says. */
  readonly came: object & { verdict: string };
  readonly whole: object;
  readonly expected: object;
  readonly asksOnlyWhatIsRead: boolean;
}

function tryExample(policy: Policy, example: Example): Tried[] {
  const { name, expect: says } = example;
  const on = civilDate(example.on);
  const trial = trialOf(policy, on);
  if (typeof trial === "string") return [];
  const answer = (key: string) => answerTo(key, example);
  const { judgement, answers } = answerAll(trial, answer);
  const whole = outcomeOf(judge(policy, readingsOf(trial, everyAnswer(trial, answer)), on));
  // What is assumed may differ from the example, and who answers may know more than registers do. What is given for each
  // relative is tried with one.
  const facts = Object.keys(example.facts);
  const isAssumed = trial.assumed.some((key) => facts.includes(key) || key.includes("."));
  const isAboutOne = policy.per === undefined || example.facts[policy.per]?.length === 1;
  const isAlike = !isAssumed && isAboutOne && says.verdict !== "unknown";
  const read = keysRead(judgement);
  const asksOnlyWhatIsRead = [...answers.keys()].every((key) => read.has(key));
  return [
    { name, came: outcomeOf(judgement), whole, expected: isAlike ? says : {}, asksOnlyWhatIsRead },
  ];
}

describe.each(policies.map((policy) => ({ id: policy.id, policy })))("$id", ({ id, policy }) => {
  test("answered as each of its examples would, it comes out as the judge has it", async () => {
    const tried = (await examplesOf(id)).flatMap((example) => tryExample(policy, example));
    const byName = (of: "came" | "whole" | "expected") =>
      Object.fromEntries(tried.map((one) => [one.name, one[of]]));
    expect(byName("came")).toEqual(byName("whole"));
    expect(byName("came")).toMatchObject(byName("expected"));
    expect(tried.filter(({ asksOnlyWhatIsRead }) => !asksOnlyWhatIsRead)).toEqual([]);
    const canBeMet = tried.some(({ came }) => came.verdict === "met");
    expect(canBeMet || typeof trialOf(policy, civilDate("2026-12-01")) === "string").toBe(true);
  });

  test.skipIf(typeof trialOf(policy, civilDate("2026-12-01")) === "string")(
    "whoever knows nothing gets no verdict, and is asked nothing twice",
    () => {
      const trial = trialOn(id, "2026-12-01");
      const { judgement } = answerAll(trial, () => ({ state: "unclear" }));
      expect(judgement.verdict).toBe("unknown");
    },
  );

  test("its questions are whole sentences with nothing left to fill in", () => {
    const trial = trialOf(policy, civilDate("2026-12-01"));
    if (typeof trial === "string") return;
    for (const key of Object.keys(trial.questions)) {
      const question = questionOf(trial, key);
      const asked = question && askText(trial, key.replace(".", "[1]."), question);
      expect(asked).toMatch(/^[^{}]+？$/);
    }
  });
});

describe("only what still matters is asked", () => {
  const seniors = trialOn("senior-comprehensive-allowance", "2026-12-01");

  test("who lives elsewhere is asked nothing more", () => {
    const { answers, judgement } = answerAll(seniors, () => ({
      state: "known",
      value: "elsewhere",
    }));
    expect([...answers.keys()]).toEqual(["hukouDistrict"]);
    expect(judgement.verdict).toBe("unmet");
  });

  test("nobody is asked whether they have died", () => {
    expect(seniors.assumed).toEqual(["deathDate", "deathCertifiedOn", "crematedOn"]);
    expect(Object.keys(seniors.questions)).toEqual(["hukouDistrict", "birthDate"]);
  });

  test("who does not know one thing is asked the others, for these may decide", () => {
    const { answers, judgement } = answerAll(seniors, (key) =>
      key === "hukouDistrict" ? { state: "unclear" } : { state: "known", value: "1990-01-01" },
    );
    expect([...answers.keys()]).toEqual(["hukouDistrict", "birthDate"]);
    expect(judgement.verdict).toBe("unmet");
  });

  test("of children it is first asked how many there are, then of each until it is decided", () => {
    const children = trialOn("one-child-reward", "2026-12-01");
    const given: Record<string, Answer> = {
      hukouDistrict: { state: "known", value: "310101" },
      oneChildCertificate: { state: "known", value: true },
      child: { state: "known", value: 1 },
      "child[1].birthDate": { state: "known", value: "2015-01-01" },
    };
    const { answers, judgement } = answerAll(children, (key) => given[key] ?? { state: "unclear" });
    expect([...answers.keys()]).toEqual(Object.keys(given));
    expect(judgement).toMatchObject({ verdict: "met", amountFen: 30_00 });
  });
});

test("a page that was made carries the version in force and no other", () => {
  const { policy } = trialOn("senior-comprehensive-allowance", "2026-12-01");
  expect(policy.versions.map(({ id }) => id)).toEqual(["sample-2021"]);
});

test("a policy without a version in force cannot be tried", () => {
  const refund = policyById("job-retention-refund");
  expect(refund && trialOf(refund, civilDate("2022-06-01"))).toBe("not-in-force");
});

test("a rule that went through JSON judges as before", () => {
  const trial = trialOn("job-retention-refund", "2026-12-01");
  const sent: unknown = JSON.parse(JSON.stringify(trial));
  expect(sent).toEqual(trial);
});
