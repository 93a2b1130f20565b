import type { SubjectReference } from "#shared/identity/subject.ts";
import type { Attempt } from "./attempt.ts";
import { doorOfPeople } from "./door.ts";
import type { Provider } from "./provider.ts";
import { redeemAnswer, type RedeemRefusal, type Refused } from "./redeem-answer.ts";

export type SignInRefusal =
  | RedeemRefusal
  /** The person is known, and for nobody of whom we could tell anything. */
  | "no-subject";

export type SignInResult =
  | {
      readonly ok: true;
      /** The provider's opaque id of the person. */
      readonly person: string;
      /** For whom the person has signed in. */
      readonly subject: SubjectReference;
    }
  | Refused<SignInRefusal>;

/** Takes the provider's answer to the sign-in of a person, or of an organisation's clerk. */
export async function finishSignIn(
  provider: Provider,
  attempt: Attempt | undefined,
  answer: URLSearchParams,
  now: Date,
): Promise<SignInResult> {
  const redeemed = await redeemAnswer(provider, doorOfPeople, attempt, answer, now);
  if (!redeemed.ok) return redeemed;
  const { person, subject } = redeemed.signedIn;
  if (subject === undefined) return { ok: false, because: "no-subject", detail: "" };
  return { ok: true, person, subject };
}
