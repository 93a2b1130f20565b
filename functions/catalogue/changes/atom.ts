import { catalogueName } from "../words.ts";
import type { Change } from "./change.ts";

/**
 * The changes as Atom 1.0 (RFC 4287).
 *
 * @param origin where the catalogue is; ids are addresses there
 * @param now for a feed in which nothing has happened yet
 */
export function atomFeed(changes: readonly Change[], origin: string, now: Date): string {
  const updated = changes[0]?.at ?? now;
  return [
    `<?xml version="1.0" encoding="utf-8"?>`,
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">`,
    `<id>${xml(origin)}/changes.atom</id>`,
    `<title>${xml(catalogueName)}：变化</title>`,
    `<subtitle>政策版本的施行和阶段的变化</subtitle>`,
    `<updated>${updated.toISOString()}</updated>`,
    `<author><name>免申即享</name></author>`,
    `<link rel="self" type="application/atom+xml" href="${xml(origin)}/changes.atom"/>`,
    `<link rel="alternate" type="text/html" href="${xml(origin)}/"/>`,
    ...changes.map((change) => entryOf(change, origin)),
    `</feed>`,
    "",
  ].join("\n");
}

function entryOf({ policy, fragment, at, title, text }: Change, origin: string): string {
  const page = xml(`${origin}/policies/${policy}`);
  return [
    `<entry>`,
    `<id>${page}#${xml(fragment)}</id>`,
    `<title>${xml(title)}</title>`,
    `<updated>${at.toISOString()}</updated>`,
    `<link rel="alternate" type="text/html" href="${page}"/>`,
    `<summary>${xml(text)}</summary>`,
    `</entry>`,
  ].join("\n");
}

/** Text as XML: escaped, and without the characters that XML 1.0 does not know. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
