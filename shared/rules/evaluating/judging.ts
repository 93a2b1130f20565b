import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { RelationName } from "#shared/facts/relations.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import {
  keyOn,
  periodChangesOn,
  type FactReference,
} from "#shared/rules/language/fact-reference.ts";
import type { FactReading, ReadFact, Readings, RelatedReading } from "#shared/rules/reading.ts";

/** One judging of one rule: what it reads and until when that stays as it is. */
export interface Judging {
  readonly on: CivilDate;
  /** Reads a fact, each once. */
  read(reference: FactReference): FactReading;
  /** The relatives of one kind, each judged on its own facts. */
  related(relation: RelationName): Relatives;
  /** The answer may change on this day; days up to the judged one say nothing. */
  mayChangeOn(day: CivilDate | undefined): void;
  /** Every fact read, by its name with its period, in the order of reading: a relative's as "child[1].birthDate". */
  readonly readings: ReadonlyMap<string, FactReading>;
  /** Every relation read, in the order of reading. */
  readonly relations: ReadonlyMap<RelationName, RelatedReading>;
  /** Before the names of the facts: "" for the subject's own, "child[1]." for a relative's. */
  readonly prefix: string;
  /** What conditions demand, in words, as far as it was asked for. */
  readonly texts: Map<Condition, string>;
  /** The earliest of the days given to `mayChangeOn`. */
  nextChangeOn(): CivilDate | undefined;
}

interface Relatives {
  readonly members: readonly Judging[];
  readonly isComplete: boolean;
}

/**
 * Starts the judging of one subject.
 *
 * @param texts what conditions demand, in words: the same for all subjects of one rule and day, and filled on the way
 */
export function startJudging(
  readings: Readings,
  on: CivilDate,
  texts: Map<Condition, string> = new Map(),
): Judging {
  return new Started(readings, on, texts);
}

const noRelations: ReadonlyMap<RelationName, RelatedReading> = new Map();
const noRelatives: ReadonlyMap<RelationName, Relatives> = new Map();

/** A class, since thousands are started in a second: its methods are made once. */
class Started implements Judging {
  readonly prefix = "";
  readonly readings = new Map<string, FactReading>();
  // Most rules name no relation.
  relations: ReadonlyMap<RelationName, RelatedReading> = noRelations;
  readonly on: CivilDate;
  readonly texts: Map<Condition, string>;
  readonly #source: Readings;
  #relatives: ReadonlyMap<RelationName, Relatives> = noRelatives;
  #next: CivilDate | undefined;

  constructor(source: Readings, on: CivilDate, texts: Map<Condition, string>) {
    this.#source = source;
    this.on = on;
    this.texts = texts;
  }

  mayChangeOn(day: CivilDate | undefined): void {
    if (day === undefined || day <= this.on) return;
    if (this.#next === undefined || day < this.#next) this.#next = day;
  }

  nextChangeOn(): CivilDate | undefined {
    return this.#next;
  }

  read(reference: FactReference): FactReading {
    return readOnce(this, reference, this.#source.fact);
  }

  related(relation: RelationName): Relatives {
    const known = this.#relatives.get(relation);
    if (known !== undefined) return known;
    const reading = this.#source.related(relation);
    this.relations = new Map([...this.relations, [relation, reading]]);
    this.mayChangeOn(reading.changesOn);
    const { members, isComplete } = reading;
    const relatives = {
      isComplete,
      members: members.map(
        ({ fact }, index) => new OfRelative(this, `${relation}[${index + 1}].`, fact),
      ),
    };
    this.#relatives = new Map([...this.#relatives, [relation, relatives]]);
    return relatives;
  }
}

/** The judging of a relative within that of a subject: its facts stand under a name of their own. */
class OfRelative implements Judging {
  readonly on: CivilDate;
  readonly texts: Map<Condition, string>;
  readonly readings: Map<string, FactReading>;
  readonly prefix: string;
  readonly #subject: Started;
  readonly #fact: ReadFact;

  constructor(subject: Started, prefix: string, fact: ReadFact) {
    this.on = subject.on;
    this.texts = subject.texts;
    this.readings = subject.readings;
    this.prefix = prefix;
    this.#subject = subject;
    this.#fact = fact;
  }

  get relations(): ReadonlyMap<RelationName, RelatedReading> {
    return this.#subject.relations;
  }

  mayChangeOn(day: CivilDate | undefined): void {
    this.#subject.mayChangeOn(day);
  }

  nextChangeOn(): CivilDate | undefined {
    return this.#subject.nextChangeOn();
  }

  read(reference: FactReference): FactReading {
    return readOnce(this, reference, this.#fact);
  }

  related(relation: RelationName): Relatives {
    throw new RangeError(`a relative's ${relation} is not known to a rule`);
  }
}

function readOnce(
  judging: Judging & { readonly readings: Map<string, FactReading> },
  reference: FactReference,
  fact: ReadFact,
): FactReading {
  const hasPeriod = reference.period !== undefined;
  const key = hasPeriod ? keyOn(reference, judging.on) : reference.name;
  const name = judging.prefix === "" ? key : judging.prefix + key;
  // Later the same words mean another period; other words for the same one may do so earlier.
  if (hasPeriod) judging.mayChangeOn(periodChangesOn(reference, judging.on));
  const known = judging.readings.get(name);
  if (known !== undefined) return known;
  const reading = fact(key);
  judging.readings.set(name, reading);
  if (reading.changesOn !== undefined) judging.mayChangeOn(reading.changesOn);
  return reading;
}
