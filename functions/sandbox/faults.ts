import * as z from "zod/mini";

const rateSchema = z._default(z.number().check(z.minimum(0), z.maximum(1)), 0);

const ratesSchema = z.strictObject({
  /** Answers 500 and has received nothing. */
  fail: rateSchema,
  /** Has received it and answers 500 all the same. */
  loseReply: rateSchema,
  /** Receives it twice. */
  duplicate: rateSchema,
});

/** How the message gateway and the payers misbehave; whoever is not named behaves. */
export const faultsSchema = z.strictObject({
  gateway: z.optional(ratesSchema),
  payer: z.optional(ratesSchema),
});
export type Faults = z.output<typeof faultsSchema>;
export type FaultTarget = keyof Faults;
export type Rates = z.output<typeof ratesSchema>;

export const noFaults: Rates = { fail: 0, loseReply: 0, duplicate: 0 };

/** Replaces all faults. */
export async function setFaults(db: D1Database, faults: Faults): Promise<void> {
  await db.batch([
    db.prepare("DELETE FROM faults"),
    ...Object.entries(faults).flatMap(([target, rates]) =>
      rates === undefined
        ? []
        : [
            db
              .prepare(
                "INSERT INTO faults (target, fail, lose_reply, duplicate) VALUES (?, ?, ?, ?)",
              )
              .bind(target, rates.fail, rates.loseReply, rates.duplicate),
          ],
    ),
  ]);
}

export async function listFaults(db: D1Database): Promise<Faults> {
  const { results } = await db
    .prepare('SELECT target, fail, lose_reply AS "loseReply", duplicate FROM faults')
    .all<Rates & { target: FaultTarget }>();
  return Object.fromEntries(results.map(({ target, ...rates }) => [target, rates]));
}
