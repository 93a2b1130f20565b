import { listOffers } from "#shared/confirmations/list-offers.ts";
import { toldOffer } from "#shared/confirmations/told-offer.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import type { Session } from "#shared/sign-in/session.ts";
import type { Env } from "./env.ts";
import { heldMandate, offersOfAnother, toldMandates } from "./own-mandates.ts";

/** What the page shows to whoever has signed in; of others, as far as a mandate reaches. */
export async function viewOfMandates(env: Env, session: Session, form: string, now: Date) {
  const { subjectKey, kind } = session;
  const { given, held } = await toldMandates(env, session, now);
  const own =
    subjectKey === null
      ? []
      : (await listOffers(databaseOf(env, shardOf(subjectKey)), subjectKey)).offers;
  const others = await Promise.all(
    held.map(async (one) => {
      const mandate = await heldMandate(env, session, one.mandate, now);
      const offers = await offersOfAnother(env, session, mandate, now);
      return { ...one, offers: offers.map((offer) => toldOffer(offer, now)) };
    }),
  );
  const policies = own.map((offer) => {
    const { offer: about, title } = toldOffer(offer, now);
    return { policy: about.policy, title };
  });
  return {
    form,
    kind,
    isKnown: subjectKey !== null,
    given,
    held: others,
    policies: [...new Map(policies.map((one) => [one.policy, one])).values()],
  };
}

export type MandatesView = Awaited<ReturnType<typeof viewOfMandates>>;
