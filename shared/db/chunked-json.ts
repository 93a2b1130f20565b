/** D1 takes parameters of 2 MB, and a character of UTF-16 takes up to three bytes of UTF-8. */
const longest = 600_000;

/** JSON arrays of these values in their order, none too long for one parameter. */
export function chunkedJson(values: readonly unknown[]): string[] {
  const chunks: string[] = [];
  let texts: string[] = [];
  let length = 0;
  for (const value of values) {
    const text = JSON.stringify(value);
    if (length + text.length > longest && texts.length > 0) {
      chunks.push(`[${texts.join(",")}]`);
      texts = [];
      length = 0;
    }
    texts.push(text);
    length += text.length + 1;
  }
  if (texts.length > 0) chunks.push(`[${texts.join(",")}]`);
  return chunks;
}
