import { describe, expect, it } from "vitest";
import { policyStages } from "#shared/db/enumerations.ts";
import type { Stage } from "./stage.ts";
import { pilotText, type ScopedStage, stageTransitions, transitionProblem } from "./transitions.ts";

const inOne = { districts: ["310101"] } as const;
const ofTen = { percent: 10 } as const;

/** A stage as people want it: a new pilot names its scope. */
const wanted = (stage: Stage): ScopedStage =>
  stage === "pilot" ? { stage, pilot: ofTen } : { stage };
const current = (stage: Stage): ScopedStage =>
  stage === "pilot" || stage === "paused" ? { stage, pilot: inOne } : { stage };

describe("a policy", () => {
  it.each(policyStages.flatMap((from) => policyStages.map((to) => [from, to] as const)))(
    "that is %s becomes %s only where the table says so",
    (from, to) => {
      const before = from === "paused" ? wanted("live") : undefined;
      const targets: readonly Stage[] = stageTransitions[from];
      const problem = transitionProblem(current(from), before, wanted(to));
      const whatItWas = from === "paused" && to === "pilot" ? "not-what-it-was" : undefined;
      expect(problem).toBe(targets.includes(to) ? whatItWas : "not-allowed");
    },
  );

  it("that is ready never goes live without a pilot", () => {
    expect(transitionProblem({ stage: "ready" }, undefined, { stage: "live" })).toBe("not-allowed");
  });
});

describe("a pilot", () => {
  it("needs a scope, and no other stage takes one", () => {
    const ready = { stage: "ready" } as const;
    expect(transitionProblem(ready, undefined, { stage: "pilot" })).toBe("scope-missing");
    const live = { stage: "live", pilot: ofTen } as const;
    expect(transitionProblem(current("pilot"), undefined, live)).toBe("scope-needless");
  });

  it("goes on with another scope, and not with the same one", () => {
    const other = { stage: "pilot", pilot: { districts: ["310104", "310101"] } } as const;
    expect(transitionProblem(current("pilot"), undefined, other)).toBeUndefined();
    const same = { stage: "pilot", pilot: { districts: ["310101", "310101"] } } as const;
    expect(transitionProblem(current("pilot"), undefined, same)).toBe("same-scope");
  });

  it("that was paused goes on with the scope that it had", () => {
    const paused = { stage: "paused", pilot: inOne } as const;
    const before = { stage: "pilot", pilot: inOne } as const;
    expect(transitionProblem(paused, before, { stage: "pilot" })).toBeUndefined();
    expect(transitionProblem(paused, before, { stage: "pilot", pilot: ofTen })).toBe(
      "scope-needless",
    );
    expect(transitionProblem(paused, before, { stage: "live" })).toBe("not-what-it-was");
  });

  it("has one text for the same scope", () => {
    expect(pilotText({ districts: ["310104", "310101", "310104"] })).toBe(
      '{"districts":["310101","310104"]}',
    );
    expect(pilotText(ofTen)).toBe('{"percent":10}');
  });
});
