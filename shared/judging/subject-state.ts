import type { ReportedCase } from "#shared/cases/reported-case.ts";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { Profile } from "#shared/profiles/profile.ts";
import type { Follower } from "#shared/relatives/tell-followers.ts";
import type { ContactState } from "#shared/subjects/contact.ts";

/** A subject's parts as they were read. */
interface AsRead extends Pick<Profile, "sources" | "relatives"> {
  /** What is stored flat of each relative, by `relativeId`: JSON, or null. */
  readonly relativeFacts: ReadonlyMap<string, string | null>;
  readonly cases: readonly ReportedCase[];
}

/** All that a decision about one subject rests on, as read in one batch. */
export interface SubjectState {
  readonly profile: Profile;
  /** The profile's parts as they were read, so that only what has changed is written and told. */
  readonly asRead: AsRead;
  /** Who hears of its facts. */
  readonly followers: readonly Follower[];
  readonly contact: ContactState;
  /** Those of the last 1,200 days, those given once, and all that are still alive. */
  readonly entitlements: readonly Entitlement[];
  readonly confirmations: readonly Confirmation[];
  readonly adjustments: readonly Adjustment[];
  /** What other channels have said of their cases. */
  readonly cases: readonly ReportedCase[];
  /**
   * The sum of the versions of all its entitlements and confirmations. Versions only grow and rows are never
   * deleted, so an equal sum at commit means that none of them has changed.
   */
  readonly mark: number;
}
