import { receipts } from "#shared/db/enumerations.ts";
import { results } from "./received.ts";

/** What a button of the page did, as its redirect tells the page. */
export interface Done {
  readonly kind: "done" | "wait" | "wrong";
  readonly title: string;
}

const receiptWords = { delivered: "已送达", failed: "未送达", rejected: "无法发送" } as const;
const resultWords = { paid: "已支付", rejected: "拒付", returned: "退票" } as const;

/** The sentence for the query of a redirect; undefined when nothing was done, or nobody knows what. */
export function noticeOfDone(query: Readonly<Record<string, string>>): Done | undefined {
  switch (query["did"]) {
    case "clock":
      return { kind: "done", title: "时钟已调整。到期的事项在下一轮例行工作时处理。" };
    case "faults":
      return { kind: "done", title: "故障设置已保存。" };
    case "tick": {
      const delivered = /^\d{1,9}$/.test(query["delivered"] ?? "") ? query["delivered"] : "0";
      return query["quiet"] === "true"
        ? { kind: "done", title: `一轮例行工作完成，新送达 ${delivered} 条。` }
        : {
            kind: "wait",
            title: `已等满一分钟，新送达 ${delivered} 条，还有事项没有处理完。可以再运行一轮。`,
          };
    }
    case "report": {
      const result = results.find((one) => one === query["result"]);
      if (result === undefined) return undefined;
      return query["ok"] === "true"
        ? { kind: "done", title: `已回报“${resultWords[result]}”。` }
        : { kind: "wrong", title: `回报“${resultWords[result]}”没有被接受。` };
    }
    case "report-message": {
      const result = receipts.find((one) => one === query["result"]);
      if (result === undefined) return undefined;
      return query["ok"] === "true"
        ? { kind: "done", title: `已回报“${receiptWords[result]}”。` }
        : { kind: "wrong", title: `回报“${receiptWords[result]}”没有被接受。` };
    }
    default:
      return undefined;
  }
}
