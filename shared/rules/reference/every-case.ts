import * as fc from "fast-check";
import type { FlatSubject, Setting } from "#shared/rules/compiled/flat-facts.ts";
import type { Rule } from "./arbitrary-rule.ts";
import type { Trial } from "./arbitrary-subject.ts";
import { simplestFailure, textOf } from "./simplest-failure.ts";

/** What is wrong with each subject's case, in the order of the subjects; undefined where nothing is. */
export type Examine = (
  rule: Rule,
  setting: Setting,
  subjects: readonly FlatSubject[],
) => readonly (string | undefined)[] | Promise<readonly (string | undefined)[]>;

/**
 * Examines every case of so many trials, and tells how many these were. Throws an Error that tells the simplest failing case and the seed with which
 * `fc.assert` finds it again.
 */
export async function examineEveryCase(
  trials: fc.Arbitrary<Trial>,
  numRuns: number,
  examine: Examine,
): Promise<number> {
  let cases = 0;
  const property = fc.asyncProperty(trials, async ({ rule, setting, subjects }) => {
    cases += subjects.length;
    const wrongs = await wrongsOf(examine, rule, setting, subjects);
    const index = wrongs.findIndex((wrong) => wrong !== undefined);
    const subject = subjects[index];
    if (subject === undefined) return;
    const wrongOf = async (it: { rule: Rule; setting: Setting; subject: FlatSubject }) =>
      (await wrongsOf(examine, it.rule, it.setting, [it.subject]))[0];
    const simplest = await simplestFailure({ rule, setting, subject }, async (simpler) => {
      return (await wrongOf(simpler)) !== undefined;
    });
    throw new Error(`${await wrongOf(simplest)}\n${textOf(simplest)}`);
  });
  await fc.assert(property, {
    numRuns,
    endOnFailure: true,
    asyncReporter: async ({ failed, seed, counterexamplePath, errorInstance }) => {
      if (!failed) return;
      const wrong = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
      throw new Error(`seed ${seed}, path ${counterexamplePath}: ${wrong}`);
    },
  });
  return cases;
}

/** What is wrong with each subject's case; to throw is wrong too. */
async function wrongsOf(
  examine: Examine,
  ...[rule, setting, subjects]: Parameters<Examine>
): Promise<readonly (string | undefined)[]> {
  try {
    return await examine(rule, setting, subjects);
  } catch (error) {
    if (subjects.length === 1) return [String(error)];
    const each = subjects.map((subject) => wrongsOf(examine, rule, setting, [subject]));
    return (await Promise.all(each)).flat();
  }
}
