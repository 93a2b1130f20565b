import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { DepartmentId } from "#shared/facts/stewards.ts";
import inShort from "#shared/policies/by-hand/in-short.txt";
import { type Obstacle, planOf, type StoredPlan } from "./obstacle.ts";

interface HandJudgedInShort {
  readonly id: string;
  readonly title: string;
  readonly leadDepartment: DepartmentId;
  readonly whyByPeople: string;
  readonly until?: string;
  readonly clause: string;
}

/** What only people judge is an obstacle by nature, as long as it is in force; nobody can measure it. */
export function handJudgedObstacles(
  plans: readonly StoredPlan[],
  today: CivilDate,
): readonly Obstacle[] {
  const id = "hand-judged";
  return allInShort()
    .filter(({ until }) => until === undefined || until >= today)
    .map(({ id: policy, title, leadDepartment, whyByPeople, clause }) => ({
      policy,
      title,
      leadDepartment,
      stage: id,
      id,
      check: id,
      isBlocking: true,
      text: `只能由人判断：${whyByPeople}`,
      clause,
      owner: leadDepartment,
      ...planOf(plans, policy, id),
    }));
}

/** Guarantee: `inShortText` wrote it, and a test compares. */
function allInShort(): readonly HandJudgedInShort[] {
  return JSON.parse(inShort) as readonly HandJudgedInShort[];
}
