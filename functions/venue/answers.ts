import type { Refused } from "#shared/codes/check-code.ts";
import type { Unreadable } from "#shared/codes/read-code.ts";
import type { OfflineDoubt } from "#shared/venue-device/judge-offline.ts";

/** What an answer at the gate is: each has a sign, a word, a sound and a frame of its own. */
export type AnswerKind = "granted" | "refused" | "used" | "unknown" | "clock";

/** An answer as the gatekeeper sees it: one word that is read from afar, then what to do. */
export interface Answer {
  readonly kind: AnswerKind;
  readonly benefit?: string | undefined;
  readonly advice?: string | undefined;
  readonly facts: readonly (readonly [label: string, value: string])[];
}

export const answerWords = {
  granted: { zh: "通过", en: "Granted" },
  refused: { zh: "不通过", en: "Not granted" },
  used: { zh: "已用过", en: "Already used" },
  unknown: { zh: "不能确定", en: "Cannot tell" },
  clock: { zh: "请校对时间", en: "Check the clock" },
} as const satisfies Record<AnswerKind, { zh: string; en: string }>;

/** How long an answer stands before the device looks for the next code. */
export const secondsShown = {
  granted: 4,
  refused: 10,
  used: 10,
  unknown: 15,
  clock: 15,
} as const satisfies Record<AnswerKind, number>;

const ordinary = "请按普通渠道接待：当面查验有关证件。";
const again = "请对方刷新随申码，再扫一次。";

/** A receipt is 28 characters: in groups, so that it can be read out. */
export const inGroups = (receipt: string): string => receipt.match(/.{1,4}/g)?.join(" ") ?? receipt;

/** Of a code that is no good; only its holder and the clock can be at fault, and forging looks like a bad print. */
export function answerToBadCode(because: Unreadable | Refused): Answer {
  if (because === "from-the-future")
    return {
      kind: "clock",
      advice: "码上的时间比现在晚。请对方的手机和这台设备都改为自动设置时间，再扫一次。",
      facts: [],
    };
  const advice =
    because === "expired" ? `这个码已经过期。${again}` : `${again}还是不行的，${ordinary}`;
  return { kind: "refused", advice, facts: [] };
}

/** The server grants nothing, and does not say why: it may be any of these. */
export function answerToRefusal(shown: "code" | "card"): Answer {
  const nothing = "没有可以享受的待遇，或者已经享受过";
  const advice =
    shown === "card"
      ? `${nothing}。有疑问的，${ordinary}`
      : `${nothing}，也可能是码不对。可以${again}还是不行的，${ordinary}`;
  return { kind: "refused", advice, facts: [] };
}

export function answerToUsed(): Answer {
  return {
    kind: "used",
    advice: "这个码或者这位持码人，在这里已经享受过了。有疑问的，请按普通渠道接待。",
    facts: [],
  };
}

const doubts = {
  "unclear-time": "没有网络，又不能确定现在的时间，所以不能离线核验。请先联网，或者校对本机时间。",
  "no-pack": "没有网络，离线核验的资料没有备好或者已经过期。请先联网一次。",
  "not-told": "没有网络，这个码里没有可以离线核对的内容。",
  printed: "没有网络，这里的待遇不能用印制的码离线核验。",
  "never-offline": "这项待遇要联网才能核验。",
  "old-browser": "没有网络，这台设备的浏览器太旧，不能离线核验。请升级浏览器。",
} as const satisfies Record<OfflineDoubt, string>;

export function answerToDoubt(because: OfflineDoubt, whenUnknown: string | undefined): Answer {
  const kind = because === "unclear-time" ? "clock" : "unknown";
  return { kind, benefit: whenUnknown ?? ordinary, advice: doubts[because], facts: [] };
}

/** The device has granted as much today as may be lost at worst. */
export function answerAtCap(whenUnknown: string): Answer {
  return {
    kind: "unknown",
    benefit: whenUnknown,
    advice: "今天这台设备离线核验的次数已经到了上限，联网后恢复。",
    facts: [],
  };
}

/** Only a code says something without a network. */
export function answerToNumberOffline(whenUnknown: string | undefined): Answer {
  return {
    kind: "unknown",
    benefit: whenUnknown ?? ordinary,
    advice: "没有网络，证件号和卡号不能核验；可以请对方出示随申码。",
    facts: [],
  };
}

/** A printed code without a person whom it fits. */
export function answerToOther(): Answer {
  return { kind: "refused", advice: `没有核验这个码，也没有记录。${ordinary}`, facts: [] };
}

/** The server does not believe this device: it was revoked, or its key is another one's. */
export function answerToUnknownDevice(): Answer {
  return {
    kind: "unknown",
    benefit: ordinary,
    advice: "这台设备没有通过验证，可能已经停用。请找管理部门，或者重新登记。",
    facts: [],
  };
}

/** Something is wrong with the device itself. */
export function answerToBrokenDevice(): Answer {
  return {
    kind: "unknown",
    benefit: ordinary,
    advice: "这台设备出了故障，没有核验。请重新打开页面。",
    facts: [],
  };
}

/** The server did not judge, and says why in words. */
export function answerToProblem(detail: string | undefined): Answer {
  return { kind: "unknown", benefit: ordinary, advice: detail ?? "系统没有给出结果。", facts: [] };
}
