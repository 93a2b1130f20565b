import type { Columns } from "./columns.ts";

/** Where subjects are read; the table goes by the name `s`. */
export interface Source {
  /** What stands after FROM, with at least one condition: "profiles AS s WHERE s.kind = 'person'". */
  readonly from: string;
  /** The columns that the facts are read from, and the subject's key; `s.*` for all. */
  readonly carried: readonly string[];
  readonly columns: Columns;
}

/** Queries one within the other, each over the rows that the inner ones have left. */
export interface NestedQueries {
  /** Computes values in a query of their own; the names by which the next ones know them. */
  compute(values: readonly string[]): string[];
  /** Leaves only the rows of whom a two-valued test holds. */
  keep(test: string): void;
  /** What stands after FROM. */
  from(): string;
}

/** Begins with the rows of a table. LIMIT keeps SQLite from merging the queries, which would compute values again. */
export function nestedQueries(source: Source, newName: () => string): NestedQueries {
  const carried = [...source.carried];
  let conditions = [source.from];
  const from = (): string => conditions.join(" AND ");
  return {
    compute(values) {
      const named = values.map((value) => ({ value, name: newName() }));
      const selected = [...carried, ...named.map(({ value, name }) => `${value} AS ${name}`)];
      conditions = [`(SELECT ${selected.join(", ")} FROM ${from()} LIMIT -1) AS s WHERE 1`];
      const names = named.map(({ name }) => `s.${name}`);
      if (!carried.includes("s.*")) carried.push(...names);
      return names;
    },
    keep(test) {
      conditions.push(test);
    },
    from,
  };
}
