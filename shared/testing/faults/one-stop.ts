import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Case, CaseCount } from "../../../functions/sandbox/inbox.schema.ts";

/** What the one-stop platform 一网通办 knows: of each case the longest story that it heard. */
export interface OneStop {
  readonly cases: ReadonlyMap<string, Case>;
  /** Takes in cases; answers with its own numbers. */
  take(cases: readonly Case[]): object;
  /** How many steps it has seen of a day. */
  count(day: string): object;
}

export function createOneStop(): OneStop {
  const cases = new Map<string, Case>();
  return {
    cases,
    take(told) {
      for (const one of told) {
        const known = cases.get(one.caseNumber)?.steps.length ?? 0;
        if (one.steps.length >= known) cases.set(one.caseNumber, one);
      }
      return {
        cases: told.map(({ caseNumber }) => ({
          caseNumber,
          unifiedCaseNumber: `TY${caseNumber.slice(2)}`,
        })),
      };
    },
    count(day) {
      const seen = [...cases.values()].flatMap(({ policy, steps }) =>
        steps
          .filter(({ at }) => shanghaiDay(new Date(at)) === day)
          .map(({ step }) => ({ policy, state: step })),
      );
      const groups = Map.groupBy(seen, ({ policy, state }) => `${policy} ${state}`);
      const counts: CaseCount["counts"] = [...groups.values()].flatMap((group) => {
        const [first] = group;
        return first === undefined ? [] : [{ ...first, count: group.length }];
      });
      return { counts };
    },
  };
}
