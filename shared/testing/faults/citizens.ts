import { hashOfCode } from "#shared/confirmations/link.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { decide, openOffer, type OpenOffer, readReceipt } from "../browserless.ts";
import type { Senior } from "./population.ts";
import type { World } from "./world.ts";

/** Whose offer it is, and every number of a receipt that its person saw, by the decision. */
export interface Answered {
  readonly subjectKey: string;
  readonly receipts: { readonly decision: string; readonly number: string }[];
}

/**
 * A person answers an offer as planned. Whatever fails is tried again, as people do; a decision is tapped many times at
 * once now and then, and whoever only looks comes back to look.
 */
export function answerOffer(
  world: World,
  link: string,
  {
    seniors,
    manyTaps,
    remember,
  }: {
    /** By their blind index. */
    readonly seniors: ReadonlyMap<string, Senior>;
    readonly manyTaps: number;
    readonly remember: (answered: Answered) => void;
  },
): void {
  const { scheduler, faults } = world;
  const dev = {
    async fetch(path: string, init?: RequestInit): Promise<Response> {
      await scheduler.turn("a person taps");
      return world.ask("confirm", path, init);
    },
  };
  world.begin(async () => {
    const code = new URL(link).hash.slice(1);
    const { subjectKey, blindIndex } = await subjectBehind(world, code);
    const plan = seniors.get(blindIndex)?.plan;
    if (plan === undefined) {
      world.complaints.push(`an offer was sent to ${subjectKey}, who is not entitled`);
      return;
    }
    const answered: Answered = { subjectKey, receipts: [] };
    remember(answered);
    const decideUntilDone = async (decision: "confirm" | "waive"): Promise<void> => {
      for (let attempt = 0; attempt < 40; attempt += 1) {
        const offer = await openOffer(dev, link);
        if (offer.cookie === "") continue;
        // Decided already, though the answer was lost, and it cannot be changed any more.
        if (offer.handle === "" && (await look(offer, decision))) return;
        const taps = faults.strike("tapped many times") ? manyTaps : 1;
        const tap = async (): Promise<boolean> => {
          const { status } = await decide(dev, offer, decision);
          if (status === 303) await look(offer, decision);
          return status === 303;
        };
        if ((await Promise.all(Array.from({ length: taps }, tap))).includes(true)) return;
      }
      world.complaints.push(`an offer could not be answered with ${decision}`);
    };
    const look = async (offer: OpenOffer, decision: string): Promise<boolean> => {
      for (let times = 0; times < 20; times += 1) {
        const { number } = await readReceipt(dev, offer);
        if (number === "") continue;
        answered.receipts.push({ decision, number });
        return true;
      }
      return false;
    };
    switch (plan) {
      case "confirm":
      case "waive":
        await decideUntilDone(plan);
        return;
      case "waive, then confirm":
        await decideUntilDone("waive");
        await decideUntilDone("confirm");
        return;
      case "look": {
        const { cookie } = await openOffer(dev, link);
        for (let times = 0; times < 3; times += 1) await dev.fetch("/c", { headers: { cookie } });
        return;
      }
    }
    plan satisfies never;
  });
}

interface Behind {
  readonly subjectKey: string;
  readonly blindIndex: string;
}

async function subjectBehind({ scheduler, databases }: World, code: string): Promise<Behind> {
  return scheduler.call("somebody reads a message", async () => {
    const found = await databaseOf(databases, shardOf(code))
      .prepare(
        `SELECT l.subject_key AS subjectKey, a.blind_index AS blindIndex FROM links l
         JOIN aliases a ON a.subject_key = l.subject_key WHERE l.secret_hash = ?`,
      )
      .bind(await hashOfCode(code))
      .first<Behind>();
    if (found === null) throw new Error("a message was sent with a link that is not valid");
    return found;
  });
}
