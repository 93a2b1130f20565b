import { indexesOf } from "#shared/subjects/indexes.ts";
import type { Senior } from "./population.ts";
import type { ShardRows } from "./read-shards.ts";
import type { World } from "./world.ts";

/** Everything that was read, with the subjects found by who they are. */
export interface Read {
  readonly world: World;
  readonly shards: readonly ShardRows[];
  readonly keys: ReadonlyMap<string, string>;
  readonly facts: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/** What becomes of a month by what its person does. */
export const stateOf = {
  confirm: "fulfilled",
  "waive, then confirm": "fulfilled",
  waive: "waived",
  look: "awaiting-confirmation",
} as const satisfies Record<Senior["plan"], string>;

export async function readPopulation(world: World, shards: readonly ShardRows[]): Promise<Read> {
  const { seniors, graduates, employers } = world.population;
  const found = new Map(
    shards.flatMap(({ subjects }) => subjects.map((one) => [one.blindIndex, one] as const)),
  );
  const keys = new Map<string, string>();
  const facts = new Map<string, Record<string, unknown>>();
  for (const { subject } of [...seniors, ...graduates, ...employers]) {
    const { blindIndexes } = await indexesOf(indexKeys(world), subject);
    const one = found.get(blindIndexes[0]);
    if (one === undefined) continue;
    keys.set(subject.id, one.subjectKey);
    facts.set(subject.id, JSON.parse(one.facts) as Record<string, unknown>);
  }
  return { world, shards, keys, facts };
}

export function indexKeys({ secrets }: World): { ROUTING_KEY: string; BLIND_INDEX_KEYS: string } {
  const { ROUTING_KEY = "", BLIND_INDEX_KEYS = "" } = secrets;
  return { ROUTING_KEY, BLIND_INDEX_KEYS };
}
