import { type Address, addressOf, localeOf } from "#shared/notices/address.ts";
import { composeObjection } from "#shared/notices/compose-objection.ts";
import type { NoticeMatters } from "#shared/notices/load-notice-matters.ts";
import type { Channel } from "#shared/notices/reader.ts";
import type { Objection } from "#shared/objections/objection.ts";
import { openObjector } from "#shared/objections/objector.ts";
import { occasions } from "#shared/objections/tasks.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Env } from "./env.ts";
import { noticeId, type PreparedNotice, withoutLink } from "./prepared-notice.ts";

/** A message about an objection: to the person concerned, or to the one who objected. */
export async function prepareObjectionNotice(
  env: Env,
  task: Task,
  { objections, subjects }: NoticeMatters,
  after?: Channel,
): Promise<PreparedNotice> {
  const [id = "", word] = task.reference.split(" ");
  const objection = objections.get(id);
  const occasion = occasions.find((one) => one === word);
  const policy = policyById(task.policy);
  if (objection === undefined || occasion === undefined || policy === undefined)
    throw new Error(`outbox row ${task.id} names no known objection, occasion or policy`);
  // The freeze has ended before anybody could be told of it.
  if (occasion === "frozen" && objection.freezes === 0) return { needed: false, task };
  const isToObjector =
    objection.raisedBy !== "subject" && (occasion === "declined" || occasion === "result");
  const subject = subjects.get(task.subjectKey);
  const address = isToObjector
    ? await addressOfObjector(env, objection)
    : subject && (await addressOf(env.VAULT_PHONE_KEY, subject, task.kind, after));
  // Whoever has signed in and is not known here is reached by nobody; the answer waits where it was lodged.
  if (address === undefined) return { needed: false, task };
  const locale = isToObjector || subject === undefined ? "zh-CN" : localeOf(subject);
  return {
    needed: true,
    task,
    locale,
    noticeId: await noticeId(task.subjectKey, `objection ${id} ${occasion}`),
    address,
    text: composeObjection(occasion, policy, objection, { locale, channel: address.channel }),
    ...withoutLink,
    // The record of messages to the person concerned tells nothing of the other one.
    ...(isToObjector ? { toldTo: objection.objector } : {}),
  };
}

async function addressOfObjector(
  { VAULT_OBJECTOR_KEY }: Env,
  { id, objectorSealed }: Objection,
): Promise<Address | undefined> {
  const objector = await openObjector(VAULT_OBJECTOR_KEY, id, objectorSealed);
  if (objector.kind === "phone") return { channel: "sms", to: objector.phone };
  const { subjectKey, isOrganisation } = objector;
  if (subjectKey === null) return undefined;
  return { channel: isOrganisation ? "enterprise-page" : "app", to: subjectKey };
}
