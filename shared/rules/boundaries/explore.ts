import { parseFactName } from "#shared/facts/fact-name.ts";
import { isRelationName } from "#shared/facts/relations.ts";
import {
  membersOf,
  nobody,
  withFact,
  withRelatives,
  type Address,
  type Said,
  type Subject,
} from "./subject.ts";

/** What a search wants to know of a subject: whether it is told already, or which facts are wanting. */
interface Progress {
  readonly isDecided: boolean;
  readonly missing: readonly string[];
}

interface Search {
  readonly progressOf: (subject: Subject) => Progress;
  /** The plainest first; `isLast` when nothing else is known to be missing. */
  readonly candidates: (subject: Subject, address: Address, isLast: boolean) => readonly Said[];
  /** How many relatives to try: the ordinary number first. */
  readonly relativesToTry: readonly number[];
  /** How many subjects are looked at before the search gives up. */
  readonly patience: number;
}

/**
 * Subjects of whom the question is decided, each saying only what the question needs. It follows the facts that the
 * judge finds missing, and a verdict that is known stays, so no branch is followed in vain. Plain subjects come first:
 * those that differ least from the first candidates (limited discrepancy search).
 */
export function* explore(start: Subject, search: Search): Generator<Subject> {
  const budget = { left: search.patience };
  for (let differences = 0; differences <= 14 && budget.left > 0; differences += 1) {
    yield* dive(start, differences, search, budget);
  }
}

function* dive(
  subject: Subject,
  differences: number,
  search: Search,
  budget: { left: number },
): Generator<Subject> {
  budget.left -= 1;
  if (budget.left < 0) return;
  const { isDecided, missing } = search.progressOf(subject);
  if (isDecided) {
    if (differences === 0) yield subject;
    return;
  }
  const choices = choicesFor(subject, missing, search);
  for (const [index, choice] of choices.slice(0, differences + 1).entries()) {
    yield* dive(choice, differences - index, search, budget);
  }
}

/** The subject with one fact that is missing and can be said, in every way worth trying. */
function choicesFor(subject: Subject, missing: readonly string[], search: Search): Subject[] {
  const sayable = new Map<string, Address>();
  for (const key of missing) {
    if (isRelationName(key)) {
      if (subject.relatives.has(key)) continue;
      return search.relativesToTry.map((count) =>
        withRelatives(
          subject,
          key,
          Array.from({ length: count }, () => nobody),
        ),
      );
    }
    const address = addressOf(key, subject);
    if (address !== undefined) sayable.set(key, address);
  }
  const addresses = [...sayable.values()];
  // Numbers come last, and the last of them can be fitted to the others.
  const address = addresses.find(({ key }) => !isInteger(key)) ?? addresses.at(-1);
  if (address === undefined) return [];
  return search
    .candidates(subject, address, addresses.length === 1)
    .map((value) => withFact(subject, address, value));
}

function isInteger(key: string): boolean {
  const parsed = parseFactName(key);
  return parsed.ok && parsed.definition.type.kind === "integer";
}

/** Money is left as it is: how many fen are enough for one more fen says nothing. */
export function isHeadcount(key: string): boolean {
  const parsed = parseFactName(key);
  if (!parsed.ok || parsed.definition.type.kind !== "integer") return false;
  return parsed.definition.type.unit !== "fen";
}

/** "birthDate" is the subject's own, "child.birthDate" of the first child of whom it is not said. */
function addressOf(key: string, subject: Subject): Address | undefined {
  const [relation = "", fact] = key.split(".");
  if (fact === undefined)
    return key.startsWith("parameter:") || subject.facts.has(key) ? undefined : { key };
  if (!isRelationName(relation)) return undefined;
  const index = membersOf(subject, relation).findIndex((one) => !one.facts.has(fact));
  return index < 0 ? undefined : { key: fact, relation, index };
}
