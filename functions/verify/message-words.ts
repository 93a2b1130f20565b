export type MessageResult = "our-message" | "not-our-message" | "no-number";

interface Words {
  readonly sign: "done" | "wrong";
  readonly title: string;
  readonly texts: readonly string[];
  readonly en: string;
}

/**
 * What whoever has typed a number is told. A number that is ours can be copied under a false text, and one letter may
 * have been misread: each answer says so. What never was, cannot be and was erased have the same words.
 */
export const messageWords: Readonly<Record<MessageResult, Words>> = {
  "our-message": {
    sign: "done",
    title: "是我们发的：有这个编号的消息",
    texts: [
      "编号可能被人抄去编假消息。要您转账、付费、说出密码或者验证码的，都不是我们发的。",
      "有疑问请拨打12345，由工作人员核对内容。",
    ],
    en: "We sent a message with this number. Numbers can be copied: we never ask for money, passwords or codes.",
  },
  "not-our-message": {
    sign: "wrong",
    title: "不是我们发的：没有这个编号的消息",
    texts: [
      "请对照消息，看有没有输错，可以再输一次。",
      "没有输错的，请不要点里面的链接，不要回复，也不要转账；可以拨打12345核实，或者拨打96110反诈专线。",
    ],
    en: "We sent no message with this number. Check what you typed; if it is right, do not trust the message.",
  },
  "no-number": {
    sign: "wrong",
    title: "还没有输入编号",
    texts: ["请输入消息末尾“验真编号”后面的16位字母和数字，再点“核验短信”。没有改动任何内容。"],
    en: "Type the 16 letters and digits at the end of the message. Nothing was changed.",
  },
};
