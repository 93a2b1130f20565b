import type { Wrangler } from "./run-wrangler.ts";

/** Prints what wrangler would run and answers as an account would that holds nothing yet. */
export function paperWrangler(print: (line: string) => void): Wrangler {
  return (args) => {
    print(`wrangler ${args.join(" ")}`);
    if (args[0] === "queues" && args[1] === "info") {
      return Promise.resolve({ succeeded: false, output: "", error: "the queue does not exist" });
    }
    return Promise.resolve({ succeeded: true, output: "[]", error: "" });
  };
}
