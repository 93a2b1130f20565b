import type { SignedIn } from "#shared/web/verify-token.ts";
import type { Attempt } from "./attempt.ts";
import type { StaffDoor } from "./door.ts";
import type { Provider } from "./provider.ts";
import { redeemAnswer, type RedeemRefusal, type Refused } from "./redeem-answer.ts";

export type StaffRefusal =
  | RedeemRefusal
  /** The person is known, and none who works behind this door. */
  | "no-role";

export type StaffResult =
  | {
      readonly ok: true;
      readonly signedIn: SignedIn;
      /** As the provider tells it: shown, so that nobody works under another's name by mistake. */
      readonly name: string | undefined;
    }
  | Refused<StaffRefusal>;

/** Takes the provider's answer to the sign-in of a member of staff. */
export async function finishStaffSignIn(
  provider: Provider,
  door: StaffDoor,
  attempt: Attempt | undefined,
  answer: URLSearchParams,
  now: Date,
): Promise<StaffResult> {
  const redeemed = await redeemAnswer(provider, door, attempt, answer, now);
  if (redeemed.ok && !redeemed.signedIn.roles.some((role) => door.roles.includes(role)))
    return { ok: false, because: "no-role", detail: "" };
  return redeemed;
}
