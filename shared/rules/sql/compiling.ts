import { definitionOf, type FactName } from "#shared/facts/dictionary.ts";
import type { FactDefinition } from "#shared/facts/fact-definition.ts";
import type { RelationName } from "#shared/facts/relations.ts";
import { absenceCounts, areAll, type Setting } from "#shared/rules/compiled/flat-facts.ts";
import type { Condition, NumberExpression } from "#shared/rules/language/condition.ts";
import { keyOn, type FactReference } from "#shared/rules/language/fact-reference.ts";
import { sentinelOf, type Columns, type RelativeRows } from "./columns.ts";
import { literal } from "./literal.ts";
import type { NumberInSql } from "./number-in-sql.ts";

/** One compilation: where facts are read, and what is settled before any row is. */
export interface Compiling {
  readonly setting: Setting;
  readonly columns: Columns;
  /** Numbers that an enclosing query has computed already, by their expression. */
  readonly computed: ReadonlyMap<NumberExpression, NumberInSql>;
  /** A name that no other part of the text has. */
  readonly newName: () => string;
  /** Within the facts of a relative, who has no relatives of their own. */
  readonly isRelative: boolean;
}

/** How a condition within a number or a relation is compiled. */
export type CompileCondition = (condition: Condition, compiling: Compiling) => string;

export function startCompiling(setting: Setting, columns: Columns): Compiling {
  let names = 0;
  const newName = (): string => {
    names += 1;
    return `x${names}`;
  };
  return { setting, columns, computed: new Map(), newName, isRelative: false };
}

/** A fact as SQL reads it. */
export interface FactInSql {
  readonly definition: FactDefinition;
  /** The value; NULL where it is unknown; where the register says that there is none, the sentinel. */
  readonly sql: string;
  /** The sentinel as a literal, where the value can be one. */
  readonly sentinel: string | undefined;
}

export function factInSql({ setting, columns }: Compiling, reference: FactReference): FactInSql {
  const key = keyOn(reference, setting.on);
  const name: FactName = reference.name;
  const definition = definitionOf(name);
  if (!absenceCounts(key, setting))
    return { definition, sql: columns.fact(key, "null"), sentinel: undefined };
  const sentinel = literal(sentinelOf(definition));
  return { definition, sql: columns.fact(key, "sentinel"), sentinel };
}

/** The relatives of one kind, and how a condition on them is compiled. */
export function relativesInSql(
  compiling: Compiling,
  relation: RelationName,
): Omit<RelativeRows, "areAll"> & {
  /** A test of two values whether these are all there are. */
  readonly areAll: string;
  readonly compiling: Compiling;
} {
  if (compiling.isRelative) throw new RangeError(`a relative's ${relation} is not known to a rule`);
  const rows = compiling.columns.relatives(relation, compiling.newName());
  const { from, columns } = rows;
  return {
    from,
    columns,
    areAll: areAll(relation, compiling.setting) ? (rows.areAll ?? "1") : "0",
    compiling: { ...compiling, columns, computed: new Map(), isRelative: true },
  };
}

/**
 * Computes values once and goes on with their names: `(SELECT x1 + x1 FROM (SELECT … AS x1))`. SQLite does not merge a
 * subquery that reads no table into the query around it. What is a name or a literal already stays as it is.
 */
export function computedOnce(
  { newName }: Compiling,
  values: readonly string[],
  use: (names: readonly string[]) => string,
): string {
  const selected: string[] = [];
  const names = values.map((value) => {
    if (/^-?(?:\w+\.)?\w+$/.test(value)) return value;
    const name = newName();
    selected.push(`${value} AS ${name}`);
    return name;
  });
  const result = use(names);
  return selected.length === 0 ? result : `(SELECT ${result} FROM (SELECT ${selected.join(", ")}))`;
}

/** Joins by a left-associative operator, in halves, for SQLite allows a depth of 100. */
export function joinedBy(operator: "AND" | "OR" | "+", parts: readonly string[]): string {
  const [first] = parts;
  if (first === undefined) return operator === "AND" ? "1" : "0";
  if (parts.length === 1) return first;
  const middle = Math.ceil(parts.length / 2);
  const halves = [parts.slice(0, middle), parts.slice(middle)];
  return `(${halves.map((half) => joinedBy(operator, half)).join(` ${operator} `)})`;
}

/** D1 allows a function 32 arguments. */
const mostArguments = 30;

/** A function of any number of arguments, for one whose last argument may be a call of the same. */
export function called(name: "max" | "coalesce", values: readonly string[]): string {
  if (values.length <= mostArguments) return `${name}(${values.join(", ")})`;
  const rest = called(name, values.slice(mostArguments - 1));
  return `${name}(${values.slice(0, mostArguments - 1).join(", ")}, ${rest})`;
}
