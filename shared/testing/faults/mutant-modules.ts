import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { Plugin } from "vitest/config";
import { mutants } from "./mutants.ts";

const root = join(import.meta.dirname, "../../..");

/** Where no module leads to one that a mutant changes: all mutants share them. */
const shared = /^shared\/(rules|facts|policies|parameters|calendar|money|identity|contract|web)\//;

/**
 * `…?mutant=<name>` is a module of the house as that mutant has it, and so are all that it imports. The mutant's own module
 * has its snippets replaced; a snippet that is not there exactly once is an error, so that no mutant stays the original.
 */
export const mutantModules: Plugin = {
  name: "mutant-modules",
  enforce: "pre",
  async resolveId(source, importer, options) {
    const [path = "", mutant] = apart(source);
    const [from, inherited] = apart(importer ?? "");
    const name = mutant ?? inherited;
    if (name === undefined) return null;
    const resolved = await this.resolve(path, from, { ...options, skipSelf: true });
    if (resolved === null) return null;
    const place = relative(root, resolved.id);
    const isOwn = /^(functions|shared)\/.*\.tsx?$/.test(place) && !shared.test(place);
    return isOwn ? { ...resolved, id: `${resolved.id}?mutant=${name}` } : resolved;
  },
  load(id) {
    const [path = "", name] = apart(id);
    if (name === undefined) return null;
    const text = readFileSync(path, "utf8");
    const mutant = mutants.find((one) => one.name === name);
    if (mutant === undefined) throw new Error(`there is no mutant ${name}`);
    return mutant.changes
      .filter(({ module }) => join(root, module) === path)
      .reduce((changed, { from, to, module }) => {
        const parts = changed.split(from);
        if (parts.length !== 2)
          throw new Error(`${name}: its snippet stands ${parts.length - 1} times in ${module}`);
        return parts.join(to);
      }, text);
  },
};

function apart(id: string): [string, string | undefined] {
  const [path = "", name] = id.split("?mutant=");
  return [path, name];
}
