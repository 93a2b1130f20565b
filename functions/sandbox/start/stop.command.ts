/** Something that a person can put right: shown as one line, without a stack. */
export class Stop extends Error {}

export const freshAdvice = "`npm start -- --fresh` 会清空本机数据，重新开始 (begins anew).";
