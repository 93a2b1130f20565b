import { reachesAgeOn } from "#shared/calendar/age.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { checkSubject, type SubjectReference } from "#shared/identity/subject.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { lifeOf } from "#shared/subjects/life-of.ts";
import { openVisit } from "#shared/visits/open-visit.ts";
import type { Visit } from "#shared/visits/visit.ts";
import { refuse } from "#shared/web/refusal.ts";
import type { Clerk } from "./clerk.ts";
import type { Env } from "./env.ts";

/** From this age on a person decides alone about what only brings benefits; younger ones' data are their parents' to use. */
const ageOfDeciding = 14;

/**
 * Begins a visit of whoever has come and shown the card; refuses whoever cannot decide here.
 *
 * @param selfKey the clerk's own key as a citizen, where it is known
 */
export async function welcome(
  env: Env,
  clerk: Clerk,
  selfKey: string | undefined,
  reference: SubjectReference,
  now: Date,
): Promise<Visit> {
  const check = checkSubject(reference);
  if (!check.ok) return notValid(check.because);
  const { subject } = check;
  if (subject.kind === "organisation") return notHere();
  const subjectKey = await findSubjectKey(env, env, subject);
  if (subjectKey === undefined) return unknown();
  if (selfKey === subjectKey) return oneself();
  const { bornOn, isDead } = await lifeOf(databaseOf(env, shardOf(subjectKey)), subjectKey);
  if (isDead) return dead();
  if (bornOn !== undefined && reachesAgeOn(bornOn, ageOfDeciding) > shanghaiDay(now))
    return tooYoung();
  return openVisit(env, subjectKey, clerk, null, now);
}

function notValid(because: string): never {
  return refuse(400, "invalid-subject", {
    zh: "证件号码无效，请对照证件再读一次。没有改动任何内容。",
    en: `The document number is not valid (${because}); read the card again. Nothing was changed.`,
  });
}

function notHere(): never {
  return refuse(403, "not-allowed", {
    zh: "单位不在窗口确认：请单位的经办人登录企业专属网页办理，线下事项按原渠道办理。没有改动任何内容。",
    en: "Organisations do not confirm at the counter: their clerk signs in on the enterprise page, or uses the ordinary channel. Nothing was changed.",
  });
}

function unknown(): never {
  return refuse(404, "not-found", {
    zh: "各部门还没有报送过这个人的任何数据，没有等着确认的待遇。请按原渠道受理申请。",
    en: "Nothing was ever reported of this person, so nothing waits. Take the application in by the ordinary channel.",
  });
}

function oneself(): never {
  return refuse(403, "not-allowed", {
    zh: "不能在窗口替自己办理，请由另一位工作人员办理。没有改动任何内容。",
    en: "Nobody serves themselves at the counter; another clerk must. Nothing was changed.",
  });
}

function dead(): never {
  return refuse(403, "not-allowed", {
    zh: "公安、卫健或者民政登记这个人已经去世，不能凭这张证件办理。登记有误的，请先到登记部门更正。没有改动任何内容。",
    en: "A department has reported this person's death; the card decides nothing. If that is wrong, the department must correct it first. Nothing was changed.",
  });
}

function tooYoung(): never {
  return refuse(403, "not-allowed", {
    zh: "未满14周岁的，由父母或者其他监护人办理。没有改动任何内容。",
    en: "For a child under 14 a parent or guardian decides. Nothing was changed.",
  });
}
