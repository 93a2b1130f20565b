import { formatDay } from "#shared/calendar/format.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { formatYuan } from "#shared/money/fen.ts";
import { composeRecoveryInEnglish } from "./compose-recovery-in-english.ts";
import { type NoticeText, speakerOf } from "./notice-text.ts";
import { chineseSms, type Reader, templateOf } from "./reader.ts";
import type { RecoveryFacts, RecoveryNoticeKind } from "./recovery-facts.ts";

/**
 * The words of a message about what was paid too much. The letter itself, with its facts, is read after signing in: the
 * message names no account to pay into and carries no link, for whoever asks for money by message may be a fraud.
 */
export function composeRecovery(
  kind: RecoveryNoticeKind,
  facts: RecoveryFacts,
  reader: Reader = chineseSms,
): NoticeText {
  if (reader.locale === "en") return composeRecoveryInEnglish(kind, facts, reader);
  const { policy, amountFen, dueOn } = facts;
  const template = templateOf(kind, reader);
  const title = policy.neutralTitle ?? policy.title;
  const opening = `【免申即享】${departmentNames[speakerOf(policy)]}：`;
  const amount = policy.sensitive ? "" : formatYuan(amountFen);
  const safety = `本消息不含收款账户和链接，不会向您索要任何信息，请勿按任何消息转账。疑问请拨${policy.contact}。`;
  const read = "请登录“一网通办”或到社区事务受理服务中心查看";
  switch (kind) {
    case "recovery-announced":
      return {
        template,
        title: `${title}可能多发，请您陈述意见`,
        body: `${opening}经核对，您领取的${title}可能多发${amount}，尚未作出追回决定。收到告知后五个工作日内您可以陈述、申辩，告知书${read}。${safety}`,
      };
    case "recovery-decided":
      return {
        template,
        title: `${title}多发款项的追回决定`,
        body: `${opening}您领取的${title}经核实多发${amount}，已决定追回${dueOn === null ? "" : `，请最晚在${formatDay(dueOn)}退还`}；一次退还不便的，可以申请分期。退还方式和救济途径见决定书，${read}。${safety}`,
      };
    case "recovery-changed":
      return {
        template,
        title: `${title}的追回有变更`,
        body:
          amountFen === 0
            ? `${opening}经重新核对，您领取的${title}不再需要退还。${safety}`
            : `${opening}经重新核对，您领取的${title}应退还的金额${amount === "" ? "有变更" : `改为${amount}`}，${read}。${safety}`,
      };
    case "recovery-withdrawn":
      return {
        template,
        title: `${title}不予追回`,
        body: `${opening}经核查，您领取的${title}不予追回，无需退还。${safety}`,
      };
    case "recovery-set-off":
      return {
        template,
        title: `${title}本期抵扣了应退还的款项`,
        body: `${opening}您逾期未退还的款项已依照规定从本期${title}中抵扣${amountFen === 0 ? "，已全部结清" : amount === "" ? "了一部分" : `，尚余${amount}未退还`}，明细${read}。${safety}`,
      };
    case "recovery-owed-again":
      return {
        template,
        title: `${title}的抵扣已撤销`,
        body: `${opening}因本期${title}未能到账，从中抵扣的款项已撤销${amountFen === 0 ? "" : amount === "" ? "，仍应退还" : `，仍应退还${amount}`}，明细${read}。${safety}`,
      };
    case "recovered":
      return {
        template,
        title: `${title}的退款已收讫`,
        body: `${opening}您退还的${title}已收讫，本次追回已办结。${safety}`,
      };
  }
  return kind satisfies never;
}
