import * as z from "zod/mini";
import { formatTable } from "./table.ts";

export const messageSchema = z.object({
  template: z.string(),
  title: z.string(),
  link: z.optional(z.string()),
  firstReceivedAt: z.string(),
});
export type Message = z.output<typeof messageSchema>;

/** The newest link of each title, for the reader to open. */
export function formatLinks(origin: string, messages: readonly Message[]): string {
  const newest = new Map(
    messages.flatMap((one) => (one.link === undefined ? [] : [[one.title, one.link] as const])),
  );
  return formatTable(
    [
      ["沙箱：消息、指令、时钟", `${origin}/sandbox`],
      ["我的待遇（登录）", `${origin}/me`],
      ["场所核验（登记码见沙箱）", `${origin}/venue`],
      ["随申码（登录）", `${origin}/me/code`],
      ["政策目录", `${origin}/`],
      ["享受情况统计", `${origin}/statistics`],
      ["接口文档", `${origin}/openapi.json`],
      ...[...newest].map(([title, link]) => [title, localLink(origin, link)]),
    ],
    "ll",
  );
}

/** A link in a message keeps the port under which it was sent. */
function localLink(origin: string, link: string): string {
  const { pathname, search, hash } = new URL(link);
  return `${origin}${pathname}${search}${hash}`;
}
