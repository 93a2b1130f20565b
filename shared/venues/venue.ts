import type { venueDevices, venues } from "#shared/db/venues.schema.ts";
import { type DepartmentId, isDepartmentId } from "#shared/identity/departments.ts";

/** One row. */
export type StoredVenue = typeof venues.$inferSelect;

/** One row. */
export type Device = typeof venueDevices.$inferSelect;

/** Where codes are scanned. */
export interface Venue {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly department: DepartmentId;
  /** What a scan may give here, in the order in which it is tried. */
  readonly policies: readonly string[];
  readonly organisation: string | null;
  readonly state: StoredVenue["state"];
}

/** Guarantee: a proposal of two persons wrote it by its schema, and the columns have no other writer. */
export function venueFromStored(row: StoredVenue): Venue {
  const { id, name, venueGroup, department, policies, organisation, state } = row;
  if (!isDepartmentId(department)) throw new TypeError("a venue is of no department");
  const given = JSON.parse(policies) as string[];
  return { id, name, group: venueGroup, department, policies: given, organisation, state };
}
