import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { root } from "./environments.ts";

/** Who may import what, tried on one file of each kind. */
const laws: Record<string, { allowed: string[]; refused: string[] }> = {
  "shared/calendar/a.ts": {
    allowed: ["./b.ts"],
    refused: ["#shared/money/b.ts", "../money/b.ts", "zod"],
  },
  "shared/money/a.ts": { allowed: ["./b.ts"], refused: ["#shared/calendar/b.ts"] },
  "shared/identity/a.ts": { allowed: ["./b.ts"], refused: ["#shared/calendar/b.ts"] },
  "shared/facts/a.ts": {
    allowed: ["./b.ts", "#shared/calendar/b.ts", "#shared/money/b.ts", "#shared/identity/b.ts"],
    refused: ["#shared/rules/b.ts", "#shared/db/b.ts"],
  },
  "shared/rules/a.ts": {
    allowed: ["./b.ts", "#shared/facts/b.ts", "#shared/calendar/b.ts", "#shared/money/b.ts"],
    refused: [
      "#shared/policies/b.ts",
      "#shared/db/b.ts",
      "../facts/b.ts",
      "./../db/b.ts",
      "drizzle-orm",
      "node:fs",
    ],
  },
  "shared/policies/a.ts": {
    allowed: ["#shared/rules/b.ts", "#shared/facts/b.ts", "#shared/calendar/b.ts"],
    refused: ["#shared/profiles/b.ts", "#shared/db/b.ts", "zod", "hono"],
  },
  "shared/db/a.ts": {
    allowed: ["./b.ts", "drizzle-orm", "drizzle-orm/d1", "#shared/calendar/b.ts"],
    refused: ["#shared/profiles/b.ts", "#shared/rules/b.ts", "hono", "zod"],
  },
  "shared/queues.ts": {
    allowed: ["zod/mini", "#shared/identity/b.ts"],
    refused: ["zod", "#shared/db/b.ts", "drizzle-orm"],
  },
  "shared/contract/a.ts": {
    allowed: [
      "zod/mini",
      "zod/locales",
      "#shared/facts/b.ts",
      "#shared/identity/b.ts",
      "#shared/db/enumerations.ts",
    ],
    refused: ["zod", "hono", "#shared/db/b.ts"],
  },
  "shared/signing/a.ts": {
    allowed: ["./b.ts", "sm-crypto-v2", "#shared/sealing/b.ts"],
    refused: ["jose", "hono", "node:crypto", "#shared/db/b.ts"],
  },
  "shared/codes/a.ts": {
    allowed: ["./b.ts", "zod/mini", "#shared/signing/b.ts", "#shared/sealing/b.ts"],
    refused: ["hono", "node:crypto", "drizzle-orm", "#shared/db/b.ts", "#shared/web/b.ts"],
  },
  "shared/profiles/a.ts": {
    allowed: [
      "./b.ts",
      "drizzle-orm",
      "drizzle-orm/d1",
      "#shared/db/b.ts",
      "#shared/rules/b.ts",
      "#shared/policies/index.ts",
      "#shared/queues.ts",
      "#shared/audit/b.ts",
      "#shared/identity/b.ts",
    ],
    refused: [
      "hono",
      "@hono/zod-validator",
      "zod",
      "node:fs",
      "#shared/policies/b.ts",
      "#shared/web/b.ts",
      "#shared/sign-in/b.ts",
      "#shared/testing/b.ts",
      "#shared/house/b.ts",
      "../../functions/intake/b.ts",
    ],
  },
  "shared/web/a.tsx": {
    allowed: ["./b.ts", "hono", "hono/jsx", "@hono/zod-validator", "#shared/identity/b.ts"],
    refused: ["#shared/db/b.ts", "#shared/profiles/b.ts", "drizzle-orm", "#shared/testing/b.ts"],
  },
  "shared/web/components/a.tsx": {
    allowed: ["../b.ts", "./b.ts", "hono/jsx"],
    refused: ["../../db/b.ts", "#shared/db/b.ts"],
  },
  "shared/sign-in/a.ts": {
    allowed: [
      "./b.ts",
      "oauth4webapi",
      "hono/cookie",
      "zod/mini",
      "#shared/web/b.ts",
      "#shared/sealing/b.ts",
    ],
    refused: ["#shared/db/b.ts", "#shared/profiles/b.ts", "drizzle-orm", "../web/b.ts"],
  },
  "shared/qr/a.ts": {
    allowed: ["./b.ts", "qr", "qr/decode.js"],
    refused: ["#shared/calendar/b.ts", "zod/mini", "hono"],
  },
  "functions/intake/a.ts": {
    allowed: ["./b.ts", "hono", "@hono/zod-validator", "zod/mini", "#shared/profiles/b.ts"],
    refused: [
      "zod",
      "drizzle-orm",
      "drizzle-orm/d1",
      "../confirm/b.ts",
      "./../confirm/b.ts",
      "../dev.ts",
      "#shared/testing/b.ts",
      "node:fs",
    ],
  },
  "functions/intake/pages/a.tsx": {
    allowed: ["../b.ts", "./b.ts", "hono/jsx"],
    refused: ["../../confirm/b.ts", "drizzle-orm", "#shared/testing/b.ts"],
  },
  "functions/dev.ts": { allowed: ["./intake/b.ts"], refused: ["#shared/testing/b.ts"] },
  "shared/house/a.ts": { allowed: ["zod/mini", "wrangler"], refused: ["zod"] },
  "shared/rules/a.command.ts": {
    allowed: ["zod/mini", "node:fs"],
    refused: ["zod", "#shared/testing/b.ts"],
  },
  "shared/rules/a.test.ts": { allowed: ["zod", "#shared/testing/b.ts", "node:fs"], refused: [] },
  "shared/testing/a.ts": { allowed: ["../../functions/dev.ts", "node:fs"], refused: [] },
};

const reportSchema = z.object({
  diagnostics: z.array(
    z.object({
      code: z.string().optional(),
      filename: z.string(),
      labels: z.array(z.object({ span: z.object({ line: z.int() }) })),
    }),
  ),
});

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "jixiang-boundaries-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Lints these files under the project's own configuration; gives what one rule finds, as `path:line`. */
function findingsOf(rule: string, files: Record<string, string>): string[] {
  copyFileSync(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
  copyFileSync(join(root, "package.json"), join(folder, "package.json"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const oxlint = join(root, "node_modules/.bin/oxlint");
  const run = spawnSync(oxlint, ["--format", "json"], { cwd: folder, encoding: "utf8" });
  return reportSchema
    .parse(JSON.parse(run.stdout))
    .diagnostics.filter(({ code }) => code === rule)
    .map(({ filename, labels }) => `${filename}:${labels[0]?.span.line}`);
}

describe.each(Object.entries(laws))("%s", (path, { allowed, refused }) => {
  test("may import what its room may, and nothing else", () => {
    const modules = [...allowed, ...refused];
    const text = modules.map((module, index) => `import * as m${index} from "${module}";\n`);
    const findings = findingsOf("eslint(no-restricted-imports)", { [path]: text.join("") });
    const found = modules.filter((_, index) => findings.includes(`${path}:${index + 1}`));
    expect(found).toEqual(refused);
  });
});

describe("every way of importing is held to the same law", () => {
  test.each([
    ['import type { Hono } from "hono";'],
    ['export { Hono } from "hono";'],
    ['export * from "hono";'],
    ['import "hono";'],
    ['export const app = import("hono");'],
  ])("%s", (text) => {
    const path = "shared/profiles/a.ts";
    expect(findingsOf("eslint(no-restricted-imports)", { [path]: text })).toEqual([`${path}:1`]);
  });
});

describe("circles", () => {
  const rule = "import(no-cycle)";

  test("two files that import each other are refused", () => {
    const findings = findingsOf(rule, {
      "shared/profiles/a.ts": 'import { b } from "./b.ts";\nexport const a = () => b;\n',
      "shared/profiles/b.ts": 'import { a } from "./a.ts";\nexport const b = () => a;\n',
    });
    expect(findings.toSorted()).toEqual(["shared/profiles/a.ts:1", "shared/profiles/b.ts:1"]);
  });

  test("a circle through #shared and through types is a circle", () => {
    const findings = findingsOf(rule, {
      "shared/profiles/a.ts":
        'import { b } from "#shared/audit/b.ts";\nexport const a = () => b;\n',
      "shared/audit/b.ts":
        'import type { C } from "#shared/outbox/c.ts";\nexport const b = (c: C) => c;\n',
      "shared/outbox/c.ts":
        'import type { a } from "#shared/profiles/a.ts";\nexport type C = typeof a;\n',
    });
    expect(findings).toHaveLength(3);
  });

  test("a line of imports is none", () => {
    const findings = findingsOf(rule, {
      "shared/profiles/a.ts":
        'import { b } from "#shared/audit/b.ts";\nexport const a = () => b;\n',
      "shared/audit/b.ts": "export const b = 1;\n",
    });
    expect(findings).toEqual([]);
  });
});

test("zod is imported as a namespace: the named import bundles twice as much", () => {
  const findings = findingsOf("unicorn(import-style)", {
    "shared/queues.ts": 'import * as z from "zod/mini";\nexport const a = z.string();\n',
    "shared/contract/a.ts": 'import { z } from "zod/mini";\nexport const a = z.string();\n',
  });
  expect(findings).toEqual(["shared/contract/a.ts:1"]);
});
