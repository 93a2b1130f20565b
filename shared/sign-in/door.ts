import type { StaffRole } from "#shared/web/verify-token.ts";

/** One of our ways in: where the provider sends people back to, and what it is asked to tell of them. */
export interface Door {
  readonly callbackPath: string;
  readonly scope: string;
}

/** A way in for staff: who works behind it, by any of these roles. */
export interface StaffDoor extends Door {
  readonly roles: readonly StaffRole[];
}

/** People, and clerks of organisations: they sign in for a subject. */
export const doorOfPeople: Door = { callbackPath: "/me/callback", scope: "openid subject" };

/** Who works a venue's device: its gatekeepers, and clerks of service centres, where codes are scanned too. */
export const doorOfGatekeepers: StaffDoor = {
  callbackPath: "/venue/callback",
  scope: "openid staff",
  roles: ["gatekeeper", "window"],
};

/** Clerks at the counters of service centres. */
export const doorOfClerks: StaffDoor = {
  callbackPath: "/window/callback",
  scope: "openid staff",
  roles: ["window"],
};
