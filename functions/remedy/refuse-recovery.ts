import type { DecisionRefusal } from "#shared/adjustments/decide-recovery.ts";
import type { InstalmentRefusal } from "#shared/adjustments/agree-instalments.ts";
import type { RepaymentRefusal } from "#shared/adjustments/record-repayment.ts";
import { type BilingualText, refuse } from "#shared/web/refusal.ts";

type Because =
  | DecisionRefusal
  | InstalmentRefusal
  | RepaymentRefusal
  | "not-announced"
  | "not-found";

const texts: Record<Because, BilingualText> = {
  decided: {
    zh: "这项追回已有决定，或者已不再追回。没有改动任何内容。",
    en: "It was decided already, or nothing is claimed any more. Nothing was changed.",
  },
  "same-person": {
    zh: "提出意见的人不能作出决定，请由另一人办理。没有改动任何内容。",
    en: "Whoever proposed cannot decide; another person must. Nothing was changed.",
  },
  "not-heard": {
    zh: "陈述、申辩的期限未满，或者期限还不能确定，当事人也还没有陈述。没有改动任何内容。",
    en: "The subject may still state its opinion, or its term is not known yet. Nothing was changed.",
  },
  "being-paid": {
    zh: "款项正在拨付，尚不知道是否到账，请到账后再办理。没有改动任何内容。",
    en: "The payment is on its way; wait until it is reported. Nothing was changed.",
  },
  "not-announced": {
    zh: "这项追回尚未告知当事人，或者已有决定。没有改动任何内容。",
    en: "It was not announced to the subject, or is decided. Nothing was changed.",
  },
  "not-demanded": {
    zh: "尚未决定追回，或者已经办结。没有改动任何内容。",
    en: "Nothing is demanded, or it was settled. Nothing was changed.",
  },
  "more-than-outstanding": {
    zh: "超过了尚未退还的金额，请核对；多退的部分请退给当事人。没有改动任何内容。",
    en: "This is more than what is still to be repaid; give the rest back. Nothing was changed.",
  },
  "reference-reused": {
    zh: "同一凭证号已登记过另一金额，请核对。没有改动任何内容。",
    en: "Another amount was recorded under this voucher; check it. Nothing was changed.",
  },
  "wrong-sum": {
    zh: "各期金额之和与尚未退还的金额不符。没有改动任何内容。",
    en: "The instalments do not add up to what is still to be repaid. Nothing was changed.",
  },
  "wrong-days": {
    zh: "各期日期须依次排列，且不早于今天。没有改动任何内容。",
    en: "The days must follow each other, and none may be past. Nothing was changed.",
  },
  "not-found": {
    zh: "没有这项追回，请核对编号。",
    en: "There is no such recovery; check its id.",
  },
};

/** Says why a recovery was left as it is. */
export function refuseRecovery(because: Because): never {
  const text = texts[because];
  if (because === "not-found") return refuse(404, "not-found", text);
  if (because === "same-person") return refuse(403, "not-allowed", text);
  return refuse(409, "conflict", text);
}
