import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CountTable,
  type HiddenCells,
  hideSmallGroups,
  smallestGroup,
  withTotals,
} from "./hide-small-groups.ts";

const hide = (counts: CountTable) => {
  const table = withTotals(counts, counts[0]?.length ?? 0);
  return { table, hidden: hideSmallGroups(table) };
};

/** The table as it is published: null where it is hidden. */
const told = (counts: CountTable) => {
  const { table, hidden } = hide(counts);
  return table.map((row, r) => row.map((count, c) => (hidden[r]?.[c] ? null : count)));
};

interface Unknowns {
  readonly cells: readonly (readonly [row: number, column: number])[];
  /** Each line of the table, totals included, as an equation: 1 and -1 for its hidden cells. */
  readonly equations: readonly (readonly number[])[];
}

function unknownsOf(table: CountTable, hidden: HiddenCells): Unknowns {
  const [lastRow, lastColumn] = [table.length - 1, (table[0]?.length ?? 0) - 1];
  const cells = hidden.flatMap((row, r) =>
    row.flatMap((isHidden, c) => (isHidden ? [[r, c] as const] : [])),
  );
  const rows = table.map((_, line) =>
    cells.map(([r, c]) => (r === line ? (c === lastColumn ? -1 : 1) : 0)),
  );
  const columns = (table[0] ?? []).map((_, line) =>
    cells.map(([r, c]) => (c === line ? (r === lastRow ? -1 : 1) : 0)),
  );
  return { cells, equations: [...rows, ...columns] };
}

/** The hidden cells that elementary algebra finds from the totals: those alone in a line of the reduced equations. */
function computable(table: CountTable, hidden: HiddenCells): string[] {
  const { cells, equations } = unknownsOf(table, hidden);
  const lines = equations.map((line) => [...line]);
  let pivot = 0;
  for (let column = 0; column < cells.length; column += 1) {
    const found = lines.findIndex((line, index) => index >= pivot && line[column] !== 0);
    if (found < 0) continue;
    [lines[pivot], lines[found]] = [lines[found] ?? [], lines[pivot] ?? []];
    const first = lines[pivot] ?? [];
    const lead = first[column] ?? 1;
    for (const [index, line] of lines.entries()) {
      const factor = (line[column] ?? 0) / lead;
      // All entries stay -1, 0 or 1: the equations of a table are totally unimodular.
      if (index !== pivot && factor !== 0)
        lines[index] = line.map((value, at) => value - factor * (first[at] ?? 0));
    }
    pivot += 1;
  }
  return lines.flatMap((line) => {
    const at = line.flatMap((value, index) => (value === 0 ? [] : [index]));
    return at.length === 1 ? [cells[at[0] ?? 0]?.join(",") ?? ""] : [];
  });
}

/** The values that each hidden cell can have, as far as nobody counts less than nought: all tables are tried. */
function possible(table: CountTable, hidden: HiddenCells, most: number): Map<string, Set<number>> {
  const [lastRow, lastColumn] = [table.length - 1, (table[0]?.length ?? 0) - 1];
  const inner = unknownsOf(table, hidden).cells.filter(([r, c]) => r < lastRow && c < lastColumn);
  const values = new Map<string, Set<number>>();
  const tried = table.slice(0, -1).map((row) => row.slice(0, -1));
  const look = (): void => {
    const whole = withTotals(tried, lastColumn);
    const fits = whole.every((row, r) =>
      row.every((count, c) => hidden[r]?.[c] === true || count === table[r]?.[c]),
    );
    if (!fits) return;
    for (const [r, row] of whole.entries())
      for (const [c, count] of row.entries())
        if (hidden[r]?.[c] === true)
          values.set(`${r},${c}`, (values.get(`${r},${c}`) ?? new Set()).add(count));
  };
  const fill = (at: number): void => {
    const cell = inner[at];
    if (cell === undefined) return look();
    const row = tried[cell[0]];
    if (row === undefined) return;
    for (let count = 0; count <= most; count += 1) {
      row[cell[1]] = count;
      fill(at + 1);
    }
  };
  fill(0);
  return values;
}

const arbitraryCounts = (rows: number, columns: number, most: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: rows }), fc.integer({ min: 1, max: columns }))
    .chain(([height, width]) =>
      fc.array(
        fc.array(
          fc.oneof(
            fc.constant(0),
            fc.integer({ min: 0, max: 9 }),
            fc.integer({ min: 0, max: most }),
          ),
          {
            minLength: width,
            maxLength: width,
          },
        ),
        { minLength: height, maxLength: height },
      ),
    );

describe("what is published", () => {
  test("tells no group of one to four, not even as a total", () => {
    fc.assert(
      fc.property(arbitraryCounts(8, 8, 2000), (counts) => {
        const small = told(counts)
          .flat()
          .filter((count) => count !== null && count > 0 && count < smallestGroup);
        expect(small).toEqual([]);
      }),
    );
  });

  test("leaves no hidden group that the totals of rows and columns would give away", () => {
    fc.assert(
      fc.property(arbitraryCounts(8, 8, 2000), (counts) => {
        const { table, hidden } = hide(counts);
        expect(computable(table, hidden)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("leaves of every hidden group open whether it is another size, and of a small one that it is none", () => {
    fc.assert(
      fc.property(arbitraryCounts(2, 2, 12), (counts) => {
        const { table, hidden } = hide(counts);
        const values = possible(table, hidden, 17);
        for (const [r, row] of table.entries()) {
          for (const [c, count] of row.entries()) {
            if (hidden[r]?.[c] !== true) continue;
            const may = values.get(`${r},${c}`) ?? new Set();
            expect(may.size).toBeGreaterThan(1);
            const isSmall = count < smallestGroup && count > 0;
            expect(Math.max(...may)).toBeGreaterThanOrEqual(isSmall ? smallestGroup : 0);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("is everything where no group is small", () => {
    expect(
      told([
        [5, 0],
        [9, 120],
      ]),
    ).toEqual([
      [5, 0, 5],
      [9, 120, 129],
      [14, 120, 134],
    ]);
  });

  test("hides a second cell of the row and of the column, and the corner between them", () => {
    expect(
      told([
        [3, 50, 200],
        [60, 70, 300],
        [400, 500, 600],
      ]),
    ).toEqual([
      [null, null, 200, 253],
      [null, null, 300, 430],
      [400, 500, 600, 1500],
      [463, 620, 1100, 2183],
    ]);
  });

  test("is nothing where all together are fewer than five", () => {
    expect(
      told([
        [1, 1],
        [1, 0],
      ])
        .flat()
        .filter((count) => count !== null && count > 0),
    ).toEqual([]);
  });

  test("of no rows is a total of nought", () => {
    expect(withTotals([], 2)).toEqual([[0, 0, 0]]);
    expect(hideSmallGroups([[0, 0, 0]])).toEqual([[false, false, false]]);
  });
});

test("a cell that everybody knows to be nought hides nothing of another", () => {
  // The second policy is the first district's own: in the other one it has nobody.
  const table = withTotals(
    [
      [60, 70],
      [3, 0],
    ],
    2,
  );
  const hidden = hideSmallGroups(table, (row, column) => row === 1 && column === 1);
  expect(hidden[1]?.[1]).toBe(false);
  expect(computable(table, hidden)).toEqual([]);
  expect(hidden[1]).toEqual([true, false, true]);
});

test("the test's own algebra finds what a single hidden cell gives away", () => {
  const table = withTotals(
    [
      [3, 50],
      [60, 70],
    ],
    2,
  );
  const one = [
    [true, false, false],
    [false, false, false],
    [false, false, false],
  ];
  expect(computable(table, one)).toEqual(["0,0"]);
});
