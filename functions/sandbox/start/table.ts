/** How many columns of a terminal a text takes: Chinese characters and punctuation take two. */
export function widthOf(text: string): number {
  return [...text].reduce(
    (width, character) => width + (/[\u2E80-\uFFEF\u{20000}-\u{3FFFF}]/u.test(character) ? 2 : 1),
    0,
  );
}

/**
 * Rows with their columns aligned.
 *
 * @param alignment a letter for each column: l to the left, r to the right (numbers)
 */
export function formatTable(
  rows: readonly (readonly (string | number)[])[],
  alignment: string,
): string {
  const cells = rows.map((row) => row.map(textOf));
  const widths = [...alignment].map((_, column) =>
    Math.max(...cells.map((row) => widthOf(row[column] ?? ""))),
  );
  return cells.map((row) => row.map(padded).join("   ").trimEnd()).join("\n");

  function padded(cell: string, column: number): string {
    const padding = " ".repeat((widths[column] ?? 0) - widthOf(cell));
    return alignment[column] === "r" ? padding + cell : cell + padding;
  }
}

const textOf = (cell: string | number): string =>
  typeof cell === "number" ? cell.toLocaleString("en-US") : cell;
