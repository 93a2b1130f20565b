import { digestText } from "#shared/sealing/digest.ts";

/** One change of state. It holds no personal data: the entitlement's id is derived and opaque. */
export interface AuditEntry {
  readonly entitlement: string;
  /** The entitlement's version that this change made. */
  readonly number: number;
  readonly at: number;
  /** Who did it: "system:intake", "citizen:link", "department:civil-affairs", "staff:<subject of the token>". */
  readonly actor: string;
  readonly event: string;
  /** The states passed, the last one being the present one: "matched>awaiting-confirmation". */
  readonly path: string;
  readonly amountFen: number | null;
  readonly ruleVersion: string;
  readonly previous: string;
}

export interface ChainedEntry extends AuditEntry {
  readonly hash: string;
  /** Finds the entitlement; no part of the hash, for the entitlement's id is derived from it. */
  readonly subjectKey: string;
}

/** The head of an entitlement's chain before its first entry. */
export const chainStart = "";

/** Chains an entry of a subject's entitlement to the one before: its hash covers every field, `previous` included. */
export async function chainEntry(entry: AuditEntry, subjectKey: string): Promise<ChainedEntry> {
  return { ...entry, hash: await hashOf(entry), subjectKey };
}

/** The hash that an entry must have; compare it to find an entry that was tampered with. */
export async function hashOf(entry: AuditEntry): Promise<string> {
  return digestText(
    JSON.stringify([
      entry.entitlement,
      entry.number,
      entry.at,
      entry.actor,
      entry.event,
      entry.path,
      entry.amountFen,
      entry.ruleVersion,
      entry.previous,
    ]),
  );
}
