import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { policyDetailSchema } from "#shared/contract/policy-detail.schema.ts";
import { handJudged } from "#shared/policies/by-hand/index.ts";
import { policies } from "#shared/policies/index.ts";
import { type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";
import { policiesCsv } from "./policies-csv.ts";

let world: CatalogueWorld;
beforeAll(async () => {
  world = await startCatalogue();
});
afterAll(() => world.close());

/** Reads a table as RFC 4180 says; throws where a quote or a line end stands where none may. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  const row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (match === null) throw new Error("no table");
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === "\r\n") rows.push(row.splice(0));
  }
  return rows;
}

async function read(query = "") {
  const response = await world.get(`/v1/policies.csv${query}`);
  expect(response.status).toBe(200);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes);
  return { response, text, rows: parse(text.slice(1)) };
}

describe("GET /v1/policies.csv", () => {
  test("is UTF-8 with a byte order mark, to be kept as a file with a Chinese name", async () => {
    const { response, text } = await read();
    expect(response.headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=present");
    expect(response.headers.get("Content-Disposition")).toMatch(
      /^attachment; .*filename\*=UTF-8''%/,
    );
    expect(text.charCodeAt(0)).toBe(0xfeff);
  });

  test("has Chinese heads, one row for each entry, and as many fields in each", async () => {
    const { rows } = await read();
    const [heads = [], ...rest] = rows;
    expect(heads.slice(0, 4)).toEqual(["编号", "名称", "英文名称", "层级"]);
    expect(new Set(heads).size).toBe(heads.length);
    expect(rest.map(([id]) => id)).toEqual(
      [...policies, ...handJudged].map(({ id }) => id).toSorted(),
    );
    expect(rest.every((row) => row.length === heads.length)).toBe(true);
  });

  test("takes the filters of the list, and no page", async () => {
    const { rows } = await read("?mode=application");
    expect(rows).toHaveLength(handJudged.length + 1);
    expect((await world.get("/v1/policies.csv?limit=1")).status).toBe(400);
  });
});

describe("a field", () => {
  async function withTitle(title: string) {
    const response = await world.get("/v1/policies/park-admission");
    const detail = policyDetailSchema.parse(await response.json());
    return parse(policiesCsv([{ ...detail, title }]).slice(1))[1]?.[1];
  }

  test("with quotes, commas and line ends is read as it was", async () => {
    const title = 'a "b", c\r\nd';
    expect(await withTitle(title)).toBe(title);
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "＋1", "－1", "＠a"])(
    "that begins like a formula (%j) is a text",
    async (title) => {
      expect(await withTitle(title)).toBe(`'${title}`);
    },
  );

  test("that does not is left alone", async () => {
    expect(await withTitle("六税两费=减半")).toBe("六税两费=减半");
  });
});
