/** What somebody has answered by a text message. `number`: of which question; undefined where it names none. */
export type Said =
  | { readonly says: "confirm"; readonly number: number | undefined }
  | { readonly says: "waive"; readonly number: number | undefined }
  /** The second word of a waiver. */
  | { readonly says: "code"; readonly number: number | undefined; readonly code: string }
  | { readonly says: "else" };

const yes = new Set(
  "确认 确认领取 同意 同意领取 领取 领 要 是 是的 好 好的 可以 行 嗯 Y YES OK QR TY".split(" "),
);
const no = new Set("放弃 不要 不领 不领取 不同意 拒绝 否 不 N NO FQ 确定放弃".split(" "));

/**
 * Reads an answer as people type it on a phone with twelve keys: full-width characters, spaces, punctuation and quotation
 * marks around what the message told them to type do not matter. Anything that is not wholly understood is "else".
 */
export function readReply(text: string): Said {
  const plain = text.normalize("NFKC").toUpperCase();
  // Words and numbers may stand together: 同意3, 3同意.
  const parts = plain.match(/\d+|[\p{L}]+/gu) ?? [];
  const numbers = parts.filter((part) => /^\d/.test(part));
  const words = parts
    .filter((part) => !/^\d/.test(part))
    .map((word) => word.replace(/(数字|回复)/g, ""));
  const said = words.filter((word) => word !== "");
  const codes = numbers.filter((one) => one.length === 4);
  const places = numbers.filter((one) => one.length <= 2);
  if (codes.length + places.length !== numbers.length) return { says: "else" };
  if (codes.length > 1 || places.length > 1 || said.length > 1) return { says: "else" };
  const [word] = said;
  const number = places[0] === undefined ? undefined : Number(places[0]);
  const [code] = codes;
  if (word !== undefined && no.has(word))
    return code === undefined ? { says: "waive", number } : { says: "code", number, code };
  if (word !== undefined && !yes.has(word)) return { says: "else" };
  if (code !== undefined)
    return word === undefined ? { says: "code", number, code } : { says: "else" };
  if (word === undefined && number === undefined) return { says: "else" };
  return { says: "confirm", number };
}
