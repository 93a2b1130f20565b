import type { StaffRole } from "#shared/web/verify-token.ts";
import type { Attempt } from "./attempt.ts";
import { doorOfGatekeepers } from "./door.ts";
import type { Provider } from "./provider.ts";
import { redeemAnswer, type RedeemRefusal, type Refused } from "./redeem-answer.ts";

/** Who may work a venue's device: its gatekeepers, and clerks of service centres, where codes are scanned too. */
const rolesAtTheGate: ReadonlySet<StaffRole> = new Set(["gatekeeper", "window"]);

export type GatekeeperRefusal =
  | RedeemRefusal
  /** The person is known, and none who works at a gate. */
  | "no-role";

export type GatekeeperResult =
  | {
      readonly ok: true;
      /** The provider's opaque id of the person. */
      readonly person: string;
      /** As the provider tells it: shown on the device, so that a shift is nobody else's by mistake. */
      readonly name: string | undefined;
    }
  | Refused<GatekeeperRefusal>;

/** Takes the provider's answer to the sign-in of somebody who works at a gate. */
export async function finishGatekeeperSignIn(
  provider: Provider,
  attempt: Attempt | undefined,
  answer: URLSearchParams,
  now: Date,
): Promise<GatekeeperResult> {
  const redeemed = await redeemAnswer(provider, doorOfGatekeepers, attempt, answer, now);
  if (!redeemed.ok) return redeemed;
  const { person, roles } = redeemed.signedIn;
  if (!roles.some((role) => rolesAtTheGate.has(role)))
    return { ok: false, because: "no-role", detail: "" };
  return { ok: true, person, name: redeemed.name };
}
