import { sql } from "drizzle-orm";
import {
  type Decision,
  decideOffer,
  isDecidedSo,
  isOver,
} from "#shared/confirmations/decide-offer.ts";
import { findOffer, type Offer } from "#shared/confirmations/find-offer.ts";
import { databaseOf, shardOf, type Shards } from "#shared/db/shards.ts";
import { rowsOf, statement } from "#shared/db/statement.ts";
import type { DocumentSigner } from "#shared/documents/document-signer.ts";
import { sendHints } from "#shared/outbox/send-hints.ts";
import { storeTasks } from "#shared/outbox/store-tasks.ts";
import type { QueueBindings } from "#shared/queues.ts";
import { digestText } from "#shared/sealing/digest.ts";
import { type Answer, answerTask } from "./answer.ts";
import { phoneIndex, waiverCode } from "./phone-index.ts";
import { mayBeAsked } from "./may-be-asked.ts";
import { listQuestions, type Question } from "./question.ts";
import { readReply, type Said } from "./read-reply.ts";

/** A text message that came back. */
export interface Reply {
  /** The message that it answers, where the gateway knows it. */
  readonly noticeId: string | undefined;
  readonly from: string;
  readonly text: string;
  readonly at: Date;
  /** Whose word it is, and what it says, as digests: the same again is known. */
  readonly source: string;
  readonly id: string;
  readonly digest: string;
}

export type Heard = "accepted" | "duplicate" | "stale" | "reused";

interface Ears extends Shards, QueueBindings {
  readonly PHONE_INDEX_KEY: string;
}

/** A question as it stands: of an offer that is still there, and of a phone that is still the subject's. */
interface Live {
  readonly question: Question;
  readonly offer: Offer;
}

/** As many answers a day, so that two machines do not talk to each other; and one of them that explains. */
const mostAnswers = 5;
const day = 86_400_000;

/**
 * Hears a reply. It counts only from the phone that was asked, while that is the subject's, and only for what was asked: an
 * offer of money to the account on file that the link alone could confirm. Whoever is unknown changes nothing and is
 * answered nothing; what is not clear changes nothing and is asked back.
 */
export async function hearReply(
  ears: Ears,
  sign: DocumentSigner,
  reply: Reply,
  now: Date,
): Promise<Heard> {
  const index = await phoneIndex(ears.PHONE_INDEX_KEY, reply.from);
  const db = databaseOf(ears, shardOf(index));
  const name = (await digestText(`reply ${reply.source} ${reply.id}`)).slice(0, 26);
  const known = await findHeard(db, index, name);
  if (known !== undefined) return known === reply.digest ? "duplicate" : "reused";
  const questions = await listQuestions(db, index);
  const live = (
    await Promise.all(questions.map(async (question) => findLive(ears, question)))
  ).filter((one) => one !== undefined);
  // Nobody whom we know: nothing is kept of it either.
  if (live.length === 0) return "accepted";
  const said = readReply(reply.text);
  const target = await targetOf(ears, live, said, reply.noticeId);
  if (target.kind === "one" && (target.live.question.heardAt ?? 0) > reply.at.getTime())
    return "stale";
  const answer =
    target.kind === "one"
      ? await act(ears, sign, target.live, said, reply, now)
      : ({ kind: target.kind, about: openOnes(live, now) } as const);
  const kept = answer === undefined ? undefined : await allowed(db, index, answer, now);
  if (kept !== undefined) await send(ears, kept, name, now);
  await db.batch([
    statement(
      db,
      sql`INSERT INTO sms_replies (phone_index, reply, digest, answer, heard_at)
          VALUES (${index}, ${name}, ${reply.digest}, ${kept?.kind ?? ""}, CAST(${now.getTime()} AS INTEGER))
          ON CONFLICT DO NOTHING`,
    ),
    // What was not understood changes nothing, not even which second word is awaited.
    ...(target.kind === "one" && answer?.kind !== "help"
      ? [
          statement(
            db,
            sql`UPDATE sms_questions SET heard_at = CAST(${reply.at.getTime()} AS INTEGER)
                WHERE phone_index = ${index} AND number = CAST(${target.live.question.number} AS INTEGER)
                  AND coalesce(heard_at, 0) < CAST(${reply.at.getTime()} AS INTEGER)`,
          ),
        ]
      : []),
  ]);
  return "accepted";
}

async function findHeard(db: D1Database, index: string, name: string): Promise<string | undefined> {
  const found = await statement(
    db,
    sql`SELECT digest FROM sms_replies WHERE phone_index = ${index} AND reply = ${name}`,
  ).first<string>("digest");
  return found ?? undefined;
}

/** Undefined where the offer has ended or was made anew, or the phone is another one's or was reported anew. */
async function findLive(shards: Shards, question: Question): Promise<Live | undefined> {
  const { subjectKey, phoneDigest } = question;
  const db = databaseOf(shards, shardOf(subjectKey));
  const [offer, mark] = await Promise.all([
    findOffer(db, question),
    statement(
      db,
      sql`SELECT contact ->> '$.phone.digest' AS digest FROM subjects WHERE subject_key = ${subjectKey}`,
    ).first<string>("digest"),
  ]);
  if (offer === undefined || offer.covered.length === 0 || mark !== phoneDigest) return undefined;
  return mayBeAsked(question.policy, offer.accountMasked) ? { question, offer } : undefined;
}

type Target = { readonly kind: "one"; readonly live: Live } | { readonly kind: "help" | "which" };

/** Which question a reply is about; a reply that fits none or several is about none. */
async function targetOf(
  { PHONE_INDEX_KEY }: Ears,
  live: readonly Live[],
  said: Said,
  noticeId: string | undefined,
): Promise<Target> {
  if (said.says === "else") return { kind: "help" };
  const one = (found: Live | undefined): Target =>
    found === undefined ? { kind: "help" } : { kind: "one", live: found };
  const replied = live.find(({ question }) => question.notice === noticeId);
  if (said.number !== undefined) {
    const named = live.find(({ question }) => question.number === said.number);
    // The message that is answered says another number than the reply: it is not clear what is meant.
    return replied !== undefined && named !== replied ? { kind: "which" } : one(named);
  }
  if (said.says === "code") {
    const codes = await Promise.all(
      live.map(async ({ question }) => waiverCode(PHONE_INDEX_KEY, question)),
    );
    return one(live.find((_, place) => codes[place] === said.code));
  }
  if (replied !== undefined) return one(replied);
  const waiting = live.filter(({ offer }) => waits(offer));
  if (waiting.length > 1) return { kind: "which" };
  return one(waiting[0] ?? (live.length === 1 ? live[0] : undefined));
}

const waits = ({ confirmation: { state } }: Offer): boolean =>
  state === "open" || state === "lapsed";

function openOnes(live: readonly Live[], now: Date): readonly Question[] {
  const open = live.filter(({ offer }) => waits(offer) && !isOver(offer, now));
  const told = (open.length === 0 ? live : open).slice(0, open.length === 0 ? 1 : 5);
  return told.map(({ question }) => question).toSorted((a, b) => a.number - b.number);
}

/** Does what was said; gives what is to be answered, where the decision itself does not tell it. */
async function act(
  ears: Ears,
  sign: DocumentSigner,
  { question, offer }: Live,
  said: Said,
  reply: Reply,
  now: Date,
): Promise<Answer | undefined> {
  switch (said.says) {
    case "confirm":
      return decide(ears, sign, { question, offer }, "confirm", now);
    case "waive": {
      if (isDecidedSo(offer.confirmation, "waive")) return standing(question, offer);
      const code = await waiverCode(ears.PHONE_INDEX_KEY, {
        ...question,
        heardAt: Math.max(question.heardAt ?? 0, reply.at.getTime()),
      });
      return { kind: "sure", about: question, code };
    }
    case "code": {
      const code = await waiverCode(ears.PHONE_INDEX_KEY, question);
      if (said.code !== code) return { kind: "help", about: [question] };
      return decide(ears, sign, { question, offer }, "waive", now);
    }
    case "else":
      return { kind: "help", about: [question] };
  }
  return said satisfies never;
}

async function decide(
  ears: Ears,
  sign: DocumentSigner,
  { question, offer }: Live,
  decision: Decision,
  now: Date,
): Promise<Answer | undefined> {
  if (isDecidedSo(offer.confirmation, decision)) return standing(question, offer);
  const way = { assurance: "sms" } as const;
  const deciding = { decision, way, seenAccountVersion: question.accountVersion, sign };
  const db = databaseOf(ears, shardOf(question.subjectKey));
  const result = await decideOffer(db, ears, question, deciding, now);
  // The decision tells itself, by a message in its own batch.
  if (result.ok) return undefined;
  switch (result.because) {
    case "ended":
    case "mandate-ended":
      return { kind: "ended", about: question };
    case "fulfilment-has-begun":
      return { kind: "begun", about: question };
    case "account-changed":
      return { kind: "account", about: question };
  }
  return result.because satisfies never;
}

/** What was decided before, by whichever way. */
function standing(question: Question, { confirmation }: Offer): Answer {
  const { state, receipt } = confirmation;
  if (receipt === null) return { kind: "ended", about: question };
  const decision = state === "waived" ? "waive" : "confirm";
  return { kind: "decided", about: question, decision, receipt };
}

/** The answer, unless as many were given as do anybody good. */
async function allowed(
  db: D1Database,
  index: string,
  answer: Answer,
  now: Date,
): Promise<Answer | undefined> {
  const result = await statement(
    db,
    sql`SELECT count(*) AS given, coalesce(sum(answer = 'help'), 0) AS helped FROM sms_replies
        WHERE phone_index = ${index} AND answer <> '' AND heard_at > CAST(${now.getTime() - day} AS INTEGER)`,
  ).all();
  const [counted] = rowsOf<{ given: number; helped: number }>(result);
  const { given = 0, helped = 0 } = counted ?? {};
  if (given >= mostAnswers) return undefined;
  return answer.kind === "help" && helped > 0 ? undefined : answer;
}

async function send(ears: Ears, answer: Answer, reply: string, now: Date): Promise<void> {
  const [first] = [answer.about].flat();
  if (first === undefined) return;
  const task = answerTask(answer, first.subjectKey, reply, now);
  await storeTasks(databaseOf(ears, shardOf(first.subjectKey)), [task]).run();
  await sendHints(ears, [task]);
}
