import type { RelationName } from "#shared/facts/relations.ts";
import { jsonbColumns, type Columns, type RelativeRows } from "#shared/rules/sql/columns.ts";

/**
 * The relatives of the subject `s` as their shard has them: those whose relation holds today, with the facts that were
 * copied or that the relation itself tells. A relation in conflict is none of them, and where there is one, nobody knows them all.
 */
export function storedRelatives(relation: RelationName, alias: string): RelativeRows {
  const other = `${alias}_other`;
  const ofSubject = (table: string): string =>
    `relatives AS ${table} WHERE ${table}.subject_key = s.subject_key AND ${table}.relation = '${relation}'`;
  return {
    from: `${ofSubject(alias)} AND ${alias}.facts IS NOT NULL`,
    columns: copiedColumns(alias),
    areAll: `NOT EXISTS (SELECT 1 FROM ${ofSubject(other)} AND json_array_length(${other}.register, '$.reports') > 1)`,
  };
}

/** The absence of a fact that nobody asked for says nothing, however complete its register is. */
function copiedColumns(alias: string): Columns {
  const copied = jsonbColumns(`${alias}.facts`);
  return {
    fact(key, absence) {
      const value = copied.fact(key, absence);
      const [name = key] = key.split("@");
      if (absence === "null") return value;
      return `CASE WHEN instr(${alias}.asked, '"${name}"') THEN ${value} END`;
    },
    relatives: copied.relatives,
  };
}
