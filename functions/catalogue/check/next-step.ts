import { isRelationName, relationDefinition } from "#shared/facts/relations.ts";
import { judge } from "#shared/rules/judge.ts";
import type { Judgement } from "#shared/rules/judgement.ts";
import type { Readings } from "#shared/rules/reading.ts";
import { readingsOf } from "./readings.ts";
import type { Answers, Question, Trial } from "./trial.ts";

/** What comes next: a question that still matters, or the end. */
export interface Step {
  /** The key of the question to ask; undefined where the verdict is decided, or nobody can tell. */
  readonly asks?: string;
  readonly judgement: Judgement;
  readonly readings: Readings;
}

/** Asks only what can still change the verdict, in the order of the rule, and stops as soon as nothing can. */
export function nextStep(trial: Trial, answers: Answers): Step {
  const readings = readingsOf(trial, answers);
  const judgement = judge(trial.policy, readings, trial.on);
  for (const { fact } of judgement.missing) {
    const asks = trial.questions[fact] && openKey(fact, judgement, answers);
    if (asks !== undefined) return { asks, judgement, readings };
  }
  return { judgement, readings };
}

/** The question of an answer's key: "child.birthDate" asks for "child[1].birthDate". */
export function questionOf({ questions }: Trial, key: string): Question | undefined {
  return questions[withoutNumber(key)];
}

/** The question as it is put to this person, of this relative. */
export function askText({ policy }: Trial, key: string, { ask }: Question): string {
  return ask.replace("{who}", whoIs(policy, key));
}

/** "户籍所在区", "第2名子女的出生日期" */
export function answerLabel({ policy }: Trial, key: string, { label }: Question): string {
  return key.includes("[") ? `${whoIs(policy, key)}的${label}` : label;
}

/** The keys of the answers that the verdict rests on. */
export function keysRead({ facts, gaps, relatives }: Judgement): ReadonlySet<string> {
  return new Set([
    ...[...facts, ...gaps].map(({ fact }) => fact),
    ...relatives.map(({ relation }) => relation),
  ]);
}

function whoIs({ subject, per }: Trial["policy"], key: string): string {
  const you = subject === "person" ? "您" : "贵单位";
  const [, relation = "", number = ""] = /^(\w+)\[(\d+)\]/.exec(key) ?? [];
  if (!isRelationName(relation)) return you;
  const { label } = relationDefinition(relation);
  if (per === relation) return `这名${label}`;
  return relation === "spouse" ? `${you}的${label}` : `第${number}名${label}`;
}

/** The key under which the answer to what is missing will stand, where it was not asked yet. */
function openKey(missing: string, { gaps }: Judgement, answers: Answers): string | undefined {
  if (!missing.includes(".")) return answers.has(missing) ? undefined : missing;
  // A relative's: of the first who was not asked about it.
  return gaps.find(({ fact }) => withoutNumber(fact) === missing && !answers.has(fact))?.fact;
}

function withoutNumber(key: string): string {
  return key.replace(/\[\d+\]/, "");
}
