import { formatDay } from "#shared/calendar/format.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { type Fen, formatYuan } from "#shared/money/fen.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { composeInEnglish } from "./compose-in-english.ts";
import { type NoticeFacts, type NoticeKind, type NoticeText, speakerOf } from "./notice-text.ts";
import { chineseSms, type Reader, templateOf, wayIn } from "./reader.ts";

const perPeriod: Record<Policy["period"], string> = {
  month: "每月",
  quarter: "每季度",
  year: "",
  once: "",
  visit: "",
};

/** How a benefit reaches its subject, in the words of messages. */
interface Way {
  readonly soon: string;
  readonly doneTitle: string;
  readonly done: string;
  readonly failed: string;
  readonly next: string;
  /** After it failed too often. */
  readonly kept: string;
}

const byDepartment = "权利仍为您保留，兑现部门正在核对，核对后自动办理。";
const looksIntoIt =
  "款项仍为您保留，牵头部门正在核对。请到开户银行或社区事务受理服务中心核对登记账户，核对后恢复拨付。";
const ways: Record<Policy["fulfilment"]["kind"], Way> = {
  payment: {
    soon: "将直接拨付到登记账户",
    doneTitle: "已到账",
    done: "已拨付到登记账户",
    failed: "拨付未成功",
    next: "款项仍为您保留。请到开户银行或社区事务受理服务中心核对登记账户，更正后将自动重新拨付。",
    kept: looksIntoIt,
  },
  reduction: {
    soon: "将在账单、租金或者申报中直接减免",
    doneTitle: "已减免",
    done: "已直接减免",
    failed: "减免未成功",
    next: byDepartment,
    kept: byDepartment,
  },
  refund: {
    soon: "将直接退还",
    doneTitle: "已退还",
    done: "已退还",
    failed: "退还未成功",
    next: byDepartment,
    kept: byDepartment,
  },
  service: {
    soon: "将直接安排",
    doneTitle: "已安排",
    done: "已安排",
    failed: "未能安排",
    next: byDepartment,
    kept: byDepartment,
  },
  certificate: {
    soon: "将直接发给证书",
    doneTitle: "已发证",
    done: "的证书已发给您",
    failed: "证书未能发出",
    next: byDepartment,
    kept: byDepartment,
  },
};

/** What every message ends with. */
export const safetyOf = ({ contact }: Pick<Policy, "contact">): string =>
  `本消息不会向您索要任何信息，疑问请拨${contact}。`;

/** The amount of one period; nothing of a sensitive policy. */
export const amountOf = (policy: Policy, amountFen: Fen | null): string =>
  policy.sensitive || amountFen === null
    ? ""
    : `，${perPeriod[policy.period]}${formatYuan(amountFen)}`;

/** What one does on the page; where the link alone does not decide, the message must not promise it. */
export const actOf = ({ assurance }: Policy): string =>
  assurance === "link" ? "确认领取或放弃" : "查看，登录“一网通办”后确认或放弃";

/** How it comes, where nothing has to be confirmed. */
export const soonOf = ({ fulfilment }: Policy): string => ways[fulfilment.kind].soon;

/**
 * The words of a message. It holds no name, number or account, and of a sensitive policy neither title nor amount:
 * whoever reads over the shoulder learns nothing. It asks for nothing.
 */
export function compose(
  kind: NoticeKind,
  facts: NoticeFacts,
  reader: Reader = chineseSms,
): NoticeText {
  if (reader.locale === "en") return composeInEnglish(kind, facts, reader);
  const { policy, amountFen, deadlineAt, link, again = false } = facts;
  const template = templateOf(kind, reader);
  const title = policy.neutralTitle ?? policy.title;
  const speaker = departmentNames[speakerOf(policy)];
  const amount = amountOf(policy, amountFen);
  const paid = policy.sensitive || amountFen === null ? "" : `，共${formatYuan(amountFen)}`;
  const until = deadlineAt === null ? "" : formatDay(shanghaiDay(new Date(deadlineAt)));
  const act = actOf(policy);
  const safety = safetyOf(policy);
  // Where one applies may tell what for.
  const otherwise = policy.sensitive ? "或按原渠道办理" : `或：${policy.ordinaryChannel.text}`;
  const open = link === undefined ? "" : wayIn(link, reader);
  switch (kind) {
    case "offer":
      return {
        template,
        title: `您可以领取：${title}`,
        body: `【免申即享】${speaker}：${again ? "您的登记账户或资格有变更，请重新确认。" : ""}您符合${title}条件${amount}。无需申请、填表，请最晚在${until}${open}${act}。${safety}`,
      };
    case "reminder":
      return {
        template,
        title: `提醒：${title}待您确认`,
        body: `【免申即享】${speaker}：您的${title}还未确认${amount}。请最晚在${until}${open}${act}。${safety}`,
      };
    case "lapsed":
      return {
        template,
        title: `${title}已过确认期限`,
        body: `【免申即享】${speaker}：您的${title}已过确认期限，权利并未丧失。仍可${open}确认，${otherwise}。${safety}`,
      };
    case "announcement":
      return {
        template,
        title: `即将兑现：${title}`,
        body: `【免申即享】${speaker}：您符合${title}条件${amount}。无需申请，${ways[policy.fulfilment.kind].soon}；如不领取，可${open}说明。${safety}`,
      };
    case "continued":
      return {
        template,
        title: `继续发放：${title}`,
        body: `【免申即享】${speaker}：您原来申请领取的${title}今后由系统继续办理${amount}，无需再申请，${ways[policy.fulfilment.kind].soon}；如不再领取，可${open}说明。${safety}`,
      };
    case "fulfilled":
      return {
        template,
        title: `${ways[policy.fulfilment.kind].doneTitle}：${title}`,
        body: `【免申即享】${speaker}：您的${title}${ways[policy.fulfilment.kind].done}${paid}。${safety}`,
      };
    case "returned":
      return {
        template,
        title: `${title}${ways[policy.fulfilment.kind].failed}`,
        body: `【免申即享】${speaker}：您的${title}${ways[policy.fulfilment.kind].failed}，${ways[policy.fulfilment.kind].next}${safety}`,
      };
    case "suspended":
      return {
        template,
        title: `${title}暂缓兑现`,
        body: `【免申即享】${speaker}：您的${title}多次${ways[policy.fulfilment.kind].failed}，现暂缓兑现。${ways[policy.fulfilment.kind].kept}${safety}`,
      };
  }
  return kind satisfies never;
}
