import type { SignInRefusal } from "./finish-sign-in.ts";
import type { StaffRefusal } from "./finish-staff-sign-in.ts";

/** With which status a sign-in that did not succeed is answered, at every door. */
export const refusalStatuses = {
  "not-begun": 400,
  state: 400,
  answer: 400,
  cancelled: 403,
  provider: 403,
  token: 403,
  "no-subject": 403,
  "no-role": 403,
  silent: 503,
} as const satisfies Record<SignInRefusal | StaffRefusal, number>;
