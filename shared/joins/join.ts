import type { joins } from "#shared/db/city.schema.ts";
import type { Shards } from "#shared/db/shards.ts";
import type { QueueBindings } from "#shared/queues.ts";
import type { ContactKeys } from "#shared/subjects/contact.ts";

/** What a department said of two numbers of one subject, and how far that has come. */
export type Join = typeof joins.$inferSelect;

/** Where joins are done. The vault's keys are needed: what is sealed for one subject opens for no other. */
export type Stores = Shards & QueueBindings & ContactKeys & { readonly DB_CITY: D1Database };

/** Who leaves into whom, by which join. */
export interface Leaving {
  readonly fromKey: string;
  readonly intoKey: string;
  readonly number: number;
}
