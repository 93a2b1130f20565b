import type { channels, locales } from "#shared/db/enumerations.ts";

export type Channel = (typeof channels)[number];
export type Locale = (typeof locales)[number];

/** Who reads a message, and where. */
export interface Reader {
  readonly locale: Locale;
  readonly channel: Channel;
}

/** What every message was before anybody could choose. */
export const chineseSms: Reader = { locale: "zh-CN", channel: "sms" };

/** A template's name and version: each language has texts of its own. */
export function templateOf(name: string, { locale }: Reader): string {
  return locale === "zh-CN" ? `${name}.v1` : `${name}.en.v1`;
}

/**
 * How one comes to the page of a link, as a phrase that begins with a verb: a text message carries it, an app has a button
 * for it, and from a letter one types it.
 */
export function wayIn(link: string, { locale, channel }: Reader): string {
  const isChinese = locale === "zh-CN";
  switch (channel) {
    case "sms":
      return isChinese ? `打开 ${link} ` : `open ${link} `;
    case "app":
    case "enterprise-page":
      return isChinese ? "打开本消息的链接" : "open the link of this message ";
    case "paper":
      return typedAt(link, isChinese);
  }
  return channel satisfies never;
}

/** The address and the code in groups of four, as one reads them from paper. */
function typedAt(link: string, isChinese: boolean): string {
  const [page = "", code = ""] = link.split("#");
  if (code === "") return isChinese ? `打开 ${page} ` : `open ${page} `;
  const typed = code.toUpperCase().replaceAll(/(.{4})(?=.)/g, "$1-");
  return isChinese ? `打开 ${page} 输入 ${typed} ` : `open ${page} , enter ${typed} `;
}
