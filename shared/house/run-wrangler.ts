import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { stripVTControlCharacters } from "node:util";
import { root } from "./environments.ts";

/** What a run of wrangler left behind. */
export interface WranglerRun {
  readonly succeeded: boolean;
  readonly output: string;
  readonly error: string;
}

/** Something that runs wrangler: the real one, or one that only tells what it would run. */
export type Wrangler = (args: readonly string[]) => Promise<WranglerRun>;

/** Runs the project's wrangler and waits for its end; it never asks a question and prints nothing itself. */
export async function runWrangler(args: readonly string[]): Promise<WranglerRun> {
  const child = spawn(join(root, "node_modules/.bin/wrangler"), args, {
    cwd: root,
    // CI: wrangler then takes its safe answers, and never writes resource ids into wrangler.toml.
    env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<boolean>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code === 0));
  });
  const [output, error, succeeded] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  return { succeeded, output, error };
}

/** What wrangler complains of, on one line: its errors and the answers of Cloudflare's API. */
export function causeOf(run: WranglerRun): string {
  const lines = stripVTControlCharacters(`${run.error}\n${run.output}`)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const causes = lines.filter((line) => /\[ERROR\]|\[code: \d+\]/.test(line));
  const told = causes.length > 0 ? causes : lines.slice(-1);
  return told.map((line) => line.replace(/^.*\[ERROR\]\s*/, "")).join(" ");
}
