/**
 * Rows as a table for spreadsheets: RFC 4180, with the byte order mark without which they take UTF-8 for something else.
 */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(field).join(",")}\r\n`).join("")}`;
}

/** A spreadsheet computes what begins like a formula, whoever wrote it: an apostrophe makes it a text. */
function field(text: string): string {
  const safe = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
