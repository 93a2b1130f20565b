/** Which files of this folder are policies: all but the index, its writer and the tests. */
export function isPolicyFile(fileName: string): boolean {
  return /^[a-z0-9-]+\.ts$/.test(fileName) && !["index.ts", "index-text.ts"].includes(fileName);
}

/** The text of `index.ts` for the files of this folder. */
export function indexText(fileNames: readonly string[]): string {
  const files = fileNames.filter(isPolicyFile).toSorted();
  const imports = files.map((file) => `import ${variableFor(file)} from "./${file}";\n`);
  const entries = files.map((file) => `  ${variableFor(file)},\n`);
  return `// Written by write-index.command.ts: npm run policies:index
import type { Policy } from "#shared/rules/policy.ts";
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

function variableFor(file: string): string {
  return file
    .replace(/\.ts$/, "")
    .replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
