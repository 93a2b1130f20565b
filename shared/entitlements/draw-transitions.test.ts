import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { drawTransitions } from "./draw-transitions.ts";
import { correctable, isAllowed, transitions } from "./states.ts";

const states = Object.keys(transitions) as (keyof typeof transitions)[];

/** What a drawing says: its arrows, with those of the frame spelled out. */
function arrowsIn(drawing: string): Set<string> {
  return new Set(
    [...drawing.matchAll(/^ {2}([a-z-]+) --> ([a-z-]+)$/gm)].flatMap(([, from = "", to]) =>
      (from === "unpaid" ? correctable : [from]).map((one) => `${one} ${to}`),
    ),
  );
}

test("the drawing has an arrow for every transition of the table, and no other", () => {
  const pairs = states.flatMap((from) => states.map((to) => ({ from, to })));
  const allowed = pairs.filter(({ from, to }) => isAllowed(from, [to]));
  expect(arrowsIn(drawTransitions())).toEqual(
    new Set(allowed.map(({ from, to }) => `${from} ${to}`)),
  );
});

test("the README shows the drawing of today's table", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  expect(readme).toContain(`\`\`\`mermaid\n${drawTransitions()}\`\`\``);
});
