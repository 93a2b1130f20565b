import { sql, type SQL } from "drizzle-orm";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { RelationName } from "#shared/facts/relations.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import { selectRelatives } from "#shared/relatives/select-relatives.ts";
import { relativeFromStored, type StoredRelative } from "#shared/relatives/stored-relative.ts";
import { headsOf } from "#shared/subjects/heads.ts";
import { type IndexKeys, indexesOf } from "#shared/subjects/indexes.ts";

/** Who bears a code or a document, as far as a scan has to know. */
export interface Bearer {
  /** The subject's key; what stands for somebody of whom nothing was ever reported. */
  readonly person: string;
  readonly subjectKey: string;
  readonly maskedName: string | undefined;
  readonly profile: Pick<Profile, "sources" | "relatives">;
}

interface Found {
  readonly subjectKey: string;
  readonly sources: string | null;
  readonly nameMasked: string | null;
  readonly successorKey: string | null;
}

const nobody = { sources: {}, relatives: [] };

/**
 * Who has a document's number: three rows in one round trip, and one more for those who were joined with another number.
 *
 * @param relations that the rules name which will be asked
 */
export async function loadByNumber(
  shards: Shards,
  keys: IndexKeys,
  subject: SubjectReference,
  relations: readonly RelationName[],
): Promise<Bearer> {
  const { bucket, blindIndexes } = await indexesOf(keys, subject);
  const indexes = sql.join(
    blindIndexes.map((index) => sql`${index}`),
    sql`, `,
  );
  const from = sql`SELECT blind_index AS found_by, subject_key FROM aliases WHERE blind_index IN (${indexes})`;
  const found = await load(shards, shardOf(bucket), from, relations);
  return (
    found ?? { person: blindIndexes[0], subjectKey: "", maskedName: undefined, profile: nobody }
  );
}

/** Who has a subject's key, as a code names it. */
export async function loadByKey(
  shards: Shards,
  subjectKey: string,
  relations: readonly RelationName[],
): Promise<Bearer> {
  const from = sql`SELECT ${subjectKey} AS found_by, ${subjectKey} AS subject_key`;
  const found = await load(shards, shardOf(subjectKey), from, relations);
  return found ?? { person: subjectKey, subjectKey, maskedName: undefined, profile: nobody };
}

async function load(
  shards: Shards,
  shard: number,
  keys: SQL,
  relations: readonly RelationName[],
): Promise<Bearer | undefined> {
  const db = databaseOf(shards, shard);
  const [personRows, relativeRows] = await db.batch([
    statement(
      db,
      sql`WITH keys AS (${keys})
          SELECT keys.subject_key AS "subjectKey", json(p.sources) AS sources, s.name_masked AS "nameMasked",
            x.successor_key AS "successorKey"
          FROM keys LEFT JOIN profiles AS p ON p.subject_key = keys.subject_key
            LEFT JOIN subjects AS s ON s.subject_key = keys.subject_key
            LEFT JOIN successors AS x ON x.subject_key = keys.subject_key LIMIT 1`,
    ),
    ...(relations.length === 0 ? [] : [selectRelatives(db, keys, relations, [])]),
  ]);
  const [found] = rowsOf<Found>(personRows);
  if (found === undefined) return undefined;
  const { subjectKey, sources, nameMasked, successorKey } = found;
  if (successorKey !== null) {
    const head = (await headsOf(shards, [successorKey])).get(successorKey) ?? successorKey;
    return loadByKey(shards, head, relations);
  }
  const relatives = rowsOf<StoredRelative>(relativeRows).map(relativeFromStored);
  return {
    person: subjectKey,
    subjectKey,
    maskedName: nameMasked ?? undefined,
    profile: { sources: sourcesFrom(sources), relatives },
  };
}

/** Guarantee: `profileToStored` wrote the column, and it has no other writer. */
function sourcesFrom(text: string | null): Profile["sources"] {
  return text === null ? {} : (JSON.parse(text) as Profile["sources"]);
}
