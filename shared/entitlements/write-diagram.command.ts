import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drawTransitions } from "./draw-transitions.ts";

/** Draws the table of transitions into the README, in the place of the drawing that stands there. */
const file = join(import.meta.dirname, "../../README.md");
const text = await readFile(file, "utf8");
const drawing = /(?<=```mermaid\n)flowchart LR\n {2}birth[^`]*(?=```)/;
if (!drawing.test(text)) throw new Error("the README has no drawing of the states to replace");
await writeFile(file, text.replace(drawing, drawTransitions()));
