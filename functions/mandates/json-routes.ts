import { civilDate } from "#shared/calendar/civil-date.ts";
import { toldOffer } from "#shared/confirmations/told-offer.ts";
import { mandateRequestSchema } from "#shared/contract/mandate-requests.schema.ts";
import { findSelf, notSignedIn, type Self } from "#shared/sign-in/find-self.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { readJson } from "#shared/web/read-json.ts";
import type { MandatesApp, MandatesContext } from "./mandates-app.ts";
import { charge, end, heldMandate, offersOfAnother, toldMandates } from "./own-mandates.ts";

/** Mandates for other systems, by a bearer token or the session of a browser. */
export function jsonRoutes(app: MandatesApp): void {
  app.get("/v1/me/mandates", async (c) =>
    c.json(await toldMandates(c.env, await selfOf(c), c.var.now)),
  );

  app.post("/v1/me/mandates", async (c) => {
    const self = await selfOf(c);
    const { agent, name, policies = [], until } = await readJson(c, mandateRequestSchema);
    const charging = { agent, name, policies, until: civilDate(until) };
    await charge(c.env, self, charging, c.var.now);
    return c.json(await toldMandates(c.env, self, c.var.now), 201);
  });

  app.post("/v1/me/mandates/:mandate/end", async (c) => {
    const self = await selfOf(c);
    await end(c.env, self, c.req.param("mandate"), c.var.now);
    return c.json(await toldMandates(c.env, self, c.var.now));
  });

  app.get("/v1/me/mandates/:mandate/offers", async (c) => {
    const { now } = c.var;
    const self = await selfOf(c);
    const mandate = await heldMandate(c.env, self, c.req.param("mandate"), now);
    const offers = await offersOfAnother(c.env, self, mandate, now);
    return c.json({ offers: offers.map((offer) => toldOffer(offer, now)) });
  });
}

async function selfOf(c: MandatesContext): Promise<Self> {
  const { env } = c;
  const keyOf = async (subject: Parameters<typeof findSubjectKey>[2]) =>
    findSubjectKey(env, env, subject);
  return (await findSelf(c, env, keyOf, c.var.now)) ?? notSignedIn();
}
