/**
 * Every problem type that a response may name. The code is stable: other systems branch on it,
 * and `/problems/{code}` explains it. A title never changes with the occurrence (RFC 9457, 3.1.3).
 */
export const problemTypes = {
  "invalid-request": { zh: "请求格式不对", en: "The request is malformed" },
  "not-found": { zh: "没有找到", en: "Not found" },
  "method-not-allowed": { zh: "请求方法不支持", en: "The method is not supported" },
  "not-authenticated": { zh: "请先登录", en: "Not authenticated" },
  "not-allowed": { zh: "没有权限", en: "Not allowed" },
  conflict: { zh: "与现有状态冲突", en: "In conflict with the present state" },
  "body-too-large": { zh: "内容太大", en: "The body is too large" },
  "unsupported-media-type": { zh: "内容类型不支持", en: "The media type is not supported" },
  "too-many-requests": { zh: "请求太频繁", en: "Too many requests" },
  overloaded: { zh: "系统繁忙", en: "Overloaded for the moment" },
  "internal-error": { zh: "系统出错", en: "Internal error" },
  "signature-not-valid": { zh: "签名无效", en: "The signature is not valid" },
  "invalid-event": { zh: "事件格式不对", en: "The event is malformed" },
  "not-the-steward": { zh: "不是该数据的责任部门", en: "Not the steward of this data" },
  "event-id-reused": {
    zh: "同一事件编号的内容不同",
    en: "An event's id was used again with another body",
  },
  "time-in-future": { zh: "事件时间超前", en: "The event's time lies in the future" },
  "unknown-fact": { zh: "数据字典没有这一项", en: "The data dictionary has no such fact" },
  "unknown-relation": {
    zh: "数据字典没有这种关系",
    en: "The data dictionary has no such relation",
  },
  "unknown-policy": { zh: "目录没有这项政策", en: "The catalogue has no such policy" },
  "unknown-period": { zh: "政策没有这个享受期间", en: "The policy has no such period" },
  "unknown-instruction": { zh: "没有这个兑现指令", en: "There is no such instruction" },
  "unknown-notice": { zh: "没有这条消息", en: "There is no such message" },
  "not-the-payer": { zh: "不是该指令的兑现部门", en: "Not the payer of this instruction" },
  "stage-not-allowed": {
    zh: "政策不能这样变更阶段",
    en: "The policy cannot enter this stage",
  },
  "not-ready": { zh: "条件尚未成熟", en: "The policy is not ready" },
  "gate-not-passed": { zh: "指标没有达到要求", en: "The measured figures do not pass" },
  "code-not-valid": { zh: "验证码不对或者已失效", en: "The code is not valid" },
  "publicity-closed": { zh: "公示已经结束", en: "The publicity is over" },
  "two-persons-needed": { zh: "需要由另一个人办理", en: "It takes another person" },
  "nothing-corrected": { zh: "数据还没有更正", en: "No fact was corrected yet" },
  "invalid-subject": { zh: "服务对象的证件号码无效", en: "The subject's number is not valid" },
} as const satisfies Record<string, { zh: string; en: string }>;

export type ProblemCode = keyof typeof problemTypes;

/** Whether `text` is the code of a problem type that we know. */
export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(problemTypes, text);
}
