/** Groups smaller than this are not told: who is one of three knows too much of the other two. */
export const smallestGroup = 5;

/** Counts by row and column, with their totals in the last row and the last column. */
export type CountTable = readonly (readonly number[])[];

/** Of a table with totals, which counts are hidden. */
export type HiddenCells = readonly (readonly boolean[])[];

interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The counts with the totals of their rows and columns. */
export function withTotals(counts: CountTable, columns: number): number[][] {
  const rows = counts.map((row) => [...row, sum(row)]);
  const totals = Array.from({ length: columns + 1 }, (_, column) =>
    sum(rows.map((row) => row[column] ?? 0)),
  );
  return [...rows, totals];
}

/**
 * Hides every group of 1 to 4, totals too, and as many others as it takes so that none of them can be computed from
 * what is told. Each hidden group becomes one corner of a rectangle of hidden cells, round which at least five can be
 * shifted without any total that is told changing; so it may as well have been five more.
 *
 * @param table with totals
 * @param isKnown cells of which everybody knows that they are nought, such as a district's policy in another district
 */
export function hideSmallGroups(
  table: CountTable,
  isKnown: (row: number, column: number) => boolean = () => false,
): HiddenCells {
  const [lastRow, lastColumn] = [table.length - 1, (table[0]?.length ?? 0) - 1];
  const hidden = table.map((row) => row.map((count) => count > 0 && count < smallestGroup));
  const countAt = ({ row, column }: Cell): number => table[row]?.[column] ?? 0;
  const isHidden = ({ row, column }: Cell): boolean => hidden[row]?.[column] ?? false;
  /** Totals enter the sums of their lines with the opposite sign. */
  const signOf = ({ row, column }: Cell): number =>
    (row === lastRow ? -1 : 1) * (column === lastColumn ? -1 : 1);
  /** What is lost by hiding; totals are missed most. */
  const lossOf = (cell: Cell): number => {
    if (isHidden(cell)) return 0;
    const isTotal = cell.row === lastRow || cell.column === lastColumn;
    return 1 + countAt(cell) * (isTotal ? 10 : 1);
  };
  const small = cellsOf(table).filter(isHidden);
  for (const cell of small) {
    const [first] = rectanglesWith(cell, lastRow, lastColumn)
      .filter((corners) => corners.every(({ row, column }) => !isKnown(row, column)))
      .filter(([beside, below, across]) => {
        const down = [
          ...(signOf(beside) === signOf(cell) ? [beside] : []),
          ...(signOf(below) === signOf(cell) ? [below] : []),
          ...(signOf(across) === signOf(cell) ? [] : [across]),
        ];
        // These lose what the small group gains.
        return down.every((corner) => countAt(corner) >= smallestGroup);
      })
      .map((corners) => ({ corners, loss: sum(corners.map(lossOf)) }))
      .toSorted((a, b) => a.loss - b.loss);
    for (const { row, column } of first?.corners ?? []) {
      const line = hidden[row];
      if (line !== undefined) line[column] = true;
    }
  }
  return hidden;
}

type OtherCorners = readonly [beside: Cell, below: Cell, across: Cell];

function rectanglesWith(cell: Cell, lastRow: number, lastColumn: number): OtherCorners[] {
  const rows = range(lastRow + 1).filter((row) => row !== cell.row);
  const columns = range(lastColumn + 1).filter((column) => column !== cell.column);
  return rows.flatMap((row) =>
    columns.map((column): OtherCorners => [
      { row: cell.row, column },
      { row, column: cell.column },
      { row, column },
    ]),
  );
}

function cellsOf(table: CountTable): Cell[] {
  return table.flatMap((counts, row) => counts.map((_, column) => ({ row, column })));
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
