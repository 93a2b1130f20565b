import { rowsOf } from "#shared/db/statement.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import { isRelationName } from "#shared/facts/relations.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { literal } from "#shared/rules/sql/literal.ts";
import type { AskedFact } from "./asked-facts.ts";

/** Of so many of whom a fact could be known, so many have a value. */
export interface Coverage {
  readonly known: number;
  readonly subjects: number;
}

/** What a policy asks for. */
export interface Asking {
  readonly policy: Pick<Policy, "subject">;
  readonly asked: readonly AskedFact[];
}

/** Counts by place, in the order of the facts; before them how many there are. */
type CountedColumns = Readonly<Record<string, number>>;

/** Everything that policies ask of one kind of subject, or of relatives of one kind. */
interface Group {
  /** "person", "organisation", "child". */
  readonly name: string;
  readonly facts: readonly string[];
}

/** For how many each fact is known that any of the policies asks for. */
export interface Covering {
  readonly statements: readonly D1PreparedStatement[];
  /** By the key of the fact: a relation's is for how many subjects it is known, a relative's fact's for how many relatives. */
  readonly read: (results: readonly D1Result[], asking: Asking) => Map<string, Coverage>;
}

/** The statements that count it: one for each kind of subject and of relative, however many policies there are. */
export function covering(db: D1Database, all: readonly Asking[]): Covering {
  const groups = groupsOf(all);
  return {
    statements: groups.map((group) => db.prepare(textOf(group))),
    read(results, { policy, asked }) {
      const rows = new Map(
        groups.map(({ name }, place) => [name, rowsOf<CountedColumns>(results[place])[0] ?? {}]),
      );
      const subjects = rows.get(policy.subject)?.["n"] ?? 0;
      const coverageOf = ({ name, relation }: AskedFact): Coverage => {
        if (isRelationName(name)) return { known: rows.get(name)?.["followed"] ?? 0, subjects };
        const group = relation ?? policy.subject;
        const place = groups.find((one) => one.name === group)?.facts.indexOf(name);
        return {
          known: rows.get(group)?.[`f${place}`] ?? 0,
          subjects: rows.get(group)?.["n"] ?? 0,
        };
      };
      return new Map(asked.map((one) => [one.key, coverageOf(one)]));
    },
  };
}

function groupsOf(all: readonly Asking[]): Group[] {
  const groups = new Map<string, Set<string>>();
  const factsOf = (name: string): Set<string> => {
    const facts = groups.get(name) ?? new Set();
    groups.set(name, facts);
    return facts;
  };
  for (const { policy, asked } of all) {
    const own = factsOf(policy.subject);
    for (const { name, relation } of asked) {
      if (isRelationName(name)) factsOf(name);
      else if (relation === undefined) own.add(name);
      else factsOf(relation).add(name);
    }
  }
  return [...groups].map(([name, facts]) => ({ name, facts: [...facts] }));
}

/** A conflict is null, and counts as not known. */
function textOf({ name, facts }: Group): string {
  const columns = facts.map((fact, place) => `, count(t.facts ->> '$."${fact}"') AS f${place}`);
  const counts = columns.join("");
  if (isKindOfSubject(name))
    return `SELECT count(*) AS n${counts} FROM profiles AS t WHERE t.kind = ${literal(name)}`;
  return `SELECT count(*) AS n, count(DISTINCT t.subject_key) AS followed${counts}
    FROM relatives AS t WHERE t.relation = ${literal(name)} AND t.facts IS NOT NULL`;
}

function isKindOfSubject(name: string): name is About {
  return name === "person" || name === "organisation";
}
