/** One of our ways in: where the provider sends people back to, and what it is asked to tell of them. */
export interface Door {
  readonly callbackPath: string;
  readonly scope: string;
}

/** People, and clerks of organisations: they sign in for a subject. */
export const doorOfPeople: Door = { callbackPath: "/me/callback", scope: "openid subject" };

/** Who stands at a venue's gate: a member of staff, with a role. */
export const doorOfGatekeepers: Door = { callbackPath: "/venue/callback", scope: "openid staff" };

/** Clerks at the counters of service centres. */
export const doorOfClerks: Door = { callbackPath: "/window/callback", scope: "openid staff" };
