import { definitionOf } from "#shared/facts/dictionary.ts";
import type { FactDefinition } from "#shared/facts/fact-definition.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import type { RelationName } from "#shared/facts/relations.ts";
import { literal } from "./literal.ts";

/**
 * What an expression gives where nothing was reported. "sentinel": the fact's `sentinelOf`, so that it differs from a
 * conflict, which is always NULL. "null": NULL for both.
 */
type Absence = "sentinel" | "null";

/**
 * How facts are read in SQL. A value is an INTEGER (true is 1) or a TEXT; a conflict is NULL.
 */
export interface Columns {
  /** @param key the fact's name with its period: "insuredHeadcount@2023-12" */
  fact(key: string, absence: Absence): string;
  /**
   * One row for each relative of the kind.
   *
   * @param alias the name under which the query may know the rows; no other table has it
   */
  relatives(relation: RelationName, alias: string): RelativeRows;
}

export interface RelativeRows {
  /** What stands after FROM, the join to the subject included: `relatives r1 WHERE r1.subject_key = p.subject_key`. */
  readonly from: string;
  readonly columns: Columns;
  /**
   * A test of two values, asked where the register is complete: whether the rows are all relatives of the subject
   * nonetheless. Left out where they always are.
   */
  readonly areAll?: string;
}

/** Where the rows of a subject's relatives are. */
export type RelativesTable = Columns["relatives"];

/**
 * The value that stands for "nothing was reported": -1 for a boolean; less than every value for an integer; for a day
 * "none", which is later than every day; otherwise the empty text.
 */
export function sentinelOf({ type }: FactDefinition): number | string {
  switch (type.kind) {
    case "boolean":
      return -1;
    case "integer":
      return Math.min(type.min, 0) - 1;
    case "date":
      return "none";
    case "choice":
    case "district":
    case "code":
      return "";
  }
  return type satisfies never;
}

/**
 * Reads flat facts out of one JSONB column: no key where nothing was reported, JSON null for a conflict.
 *
 * @param column the column, qualified by its table, for conditions on relatives read it from within: `p.facts`
 */
export function jsonbColumns(
  column: string,
  relatives: RelativesTable = withoutRelatives,
): Columns {
  return {
    fact(key, absence) {
      const path = `'$."${checkedKey(key)}"'`;
      const value = `${column} ->> ${path}`;
      if (absence === "null") return `(${value})`;
      // Most registers list few, so it is asked first whether there is a key: of JSON null the type is a text.
      return `CASE WHEN json_type(${column}, ${path}) IS NULL THEN ${sentinelIn(key)} ELSE ${value} END`;
    },
    relatives,
  };
}

/**
 * Reads hot facts from typed columns, all others elsewhere. A column whose fact's absence can mean something holds the
 * sentinel where nothing was reported and NULL for a conflict; another holds NULL for both.
 */
export function hotColumns(table: string, others: Columns): Columns {
  return {
    fact(key, absence) {
      const { definition } = parsedKey(key);
      if (definition.hot !== true) return others.fact(key, absence);
      const column = `${table}.${hotColumn(key)}`;
      if (definition.absence.means === "unknown" || absence === "sentinel") return column;
      return `nullif(${column}, ${sentinelIn(key)})`;
    },
    relatives: others.relatives,
  };
}

/** The column of a hot fact: "birth_date". */
export function hotColumn(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** For queries over subjects whose relatives no table holds. */
function withoutRelatives(relation: RelationName): never {
  throw new RangeError(
    `this query reads no relatives, so no rule about ${relation} can be asked here`,
  );
}

function sentinelIn(key: string): string {
  return literal(sentinelOf(parsedKey(key).definition));
}

function checkedKey(key: string): string {
  parsedKey(key);
  return key;
}

/** Throws RangeError for a name that the dictionary does not know. */
function parsedKey(key: string): { readonly definition: FactDefinition } {
  const parsed = parseFactName(key);
  if (!parsed.ok) throw new RangeError(`${key}: ${parsed.problem.en}`);
  return { definition: definitionOf(parsed.name) };
}
