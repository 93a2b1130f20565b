import type { HandJudged } from "#shared/rules/hand-judged.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";

/** Which files of a folder are policies: all but the indexes, their writers and the tests. */
export function isPolicyFile(fileName: string): boolean {
  return (
    /^[a-z0-9-]+\.ts$/.test(fileName) &&
    !["index.ts", "index-text.ts", "listings.ts", "scanned.ts"].includes(fileName)
  );
}

const written = "// Written by write-index.command.ts: npm run policies:index\n";

/** The text of `index.ts` for the files of this folder. */
export function indexText(fileNames: readonly string[]): string {
  const files = fileNames.filter(isPolicyFile).toSorted();
  const imports = files.map((file) => `import ${variableFor(file)} from "./${file}";\n`);
  const entries = files.map((file) => `  ${variableFor(file)},\n`);
  return `${written}import type { Policy } from "#shared/rules/policy.ts";
${imports.join("")}
/** Every policy. */
export const policies: readonly Policy[] = [
${entries.join("")}];

/** The policy with this id, if there is one. */
export function policyById(id: string): Policy | undefined {
  return policies.find((policy) => policy.id === id);
}
`;
}

/** The text of `listings.ts`: what the catalogue tells of each policy. Apart, so that only the catalogue carries it. */
export function listingsText(fileNames: readonly string[]): string {
  const files = fileNames.filter(isPolicyFile).toSorted();
  const imports = files.map(
    (file) => `import { listing as ${variableFor(file)} } from "./${file}";\n`,
  );
  const entries = files.map((file) => `  "${file.replace(/\.ts$/, "")}": ${variableFor(file)},\n`);
  return `${written}import type { Listing } from "#shared/rules/listing.ts";
${imports.join("")}
/** What the catalogue tells of every policy, by its id. */
const listings: Readonly<Record<string, Listing>> = {
${entries.join("")}};

/** What the catalogue tells of a policy. Throws RangeError for an id that no policy has. */
export function listingOf(id: string): Listing {
  const listing = listings[id];
  if (listing === undefined) throw new RangeError("no policy of the index has this id");
  return listing;
}
`;
}

/**
 * The text of `scanned.ts`: the policies that are granted at a scan. Apart, so that who asks for no others carries no others.
 *
 * @param ids of the policies of which a version is of scan mode
 */
export function scannedText(ids: readonly string[]): string {
  const files = ids.map((id) => `${id}.ts`).toSorted();
  const imports = files.map((file) => `import ${variableFor(file)} from "./${file}";\n`);
  const entries = files.map((file) => `  ${variableFor(file)},\n`);
  return `${written}import type { Policy } from "#shared/rules/policy.ts";
${imports.join("")}
/** Every policy that is granted at a scan. */
export const scannedPolicies: readonly Policy[] = [
${entries.join("")}];
`;
}

/** Which policies stand in `scanned.ts`. */
export function scannedIds(policies: readonly Policy[]): string[] {
  return policies.flatMap(({ id, versions }) => {
    const all: readonly Version[] = versions;
    return all.some(({ mode }) => mode === "scan") ? [id] : [];
  });
}

/** The text of the index of the policies that only people judge. */
export function handJudgedText(fileNames: readonly string[]): string {
  const files = fileNames.filter(isPolicyFile).toSorted();
  const imports = files.map((file) => `import * as ${variableFor(file)} from "./${file}";\n`);
  const entries = files.map((file) => `  ${variableFor(file)},\n`);
  return `${written}import type { HandJudged } from "#shared/rules/hand-judged.ts";
import type { Listing } from "#shared/rules/listing.ts";
${imports.join("")}
const files = [
${entries.join("")}];

/** Every policy that only people judge, with what the catalogue tells of it. */
export const handJudged: readonly (HandJudged & { readonly listing: Listing })[] = files.map(
  ({ default: policy, listing }) => ({ ...policy, listing }),
);
`;
}

/** What of a policy that only people judge stands on the obstacle list; without the rest of it, which is long. */
export type HandJudgedInShort = Pick<
  HandJudged,
  "id" | "title" | "leadDepartment" | "whyByPeople" | "until"
> & { readonly clause: string };

/** The text of `in-short.txt`. */
export function inShortText(all: readonly HandJudged[]): string {
  const short = all.map(
    ({ id, title, leadDepartment, whyByPeople, until, source }): HandJudgedInShort => ({
      id,
      title,
      leadDepartment,
      whyByPeople,
      ...(until === undefined ? {} : { until }),
      clause: source.clause,
    }),
  );
  return `${JSON.stringify(short, undefined, 2)}\n`;
}

function variableFor(file: string): string {
  return file
    .replace(/\.ts$/, "")
    .replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
