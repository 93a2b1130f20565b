import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { publicitySchema } from "#shared/contract/publicity.schema.ts";
import { publish, type PublishedEntry, unpublish } from "#shared/publicity/entry.ts";
import { asBrowser, type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";
import { anEntry, publicPolicy } from "#shared/testing/in-publicity.ts";
import * as z from "zod";

let world: CatalogueWorld;
beforeAll(async () => {
  world = await startCatalogue();
});
beforeEach(async () => {
  await world.empty();
  world.now = "2026-11-20T02:00:00Z";
});
afterAll(async () => world.close());

async function given(...entries: Partial<PublishedEntry>[]): Promise<PublishedEntry[]> {
  const all = entries.map((more, place) => anEntry(place, more));
  for (const entry of all) await publish(world.city, entry);
  return all;
}

const list = async (query = "") =>
  z.parse(publicitySchema, await (await world.get(`/v1/publicity${query}`)).json());
const numbersIn = async (query = "") => (await list(query)).items.map(({ number }) => number);
const page = async (path = "/publicity") => (await world.get(path, asBrowser)).text();

describe("the public lists", () => {
  test("tell a company in full with its amount, and have no other properties", async () => {
    const [entry] = await given({});
    const response = await world.get("/v1/publicity");
    expect(await response.json()).toEqual({
      items: [
        {
          number: entry?.id,
          policy: publicPolicy,
          title: "失业保险稳岗返还",
          period: "2020",
          district: "310107",
          name: "上海某某科技有限公司",
          amountFen: 6_000_00,
          from: "2026-11-20",
          until: "2026-11-27",
        },
      ],
    });
    const text = await page();
    for (const part of ["上海某某科技有限公司", "6,000元", "普陀区", "2026年11月27日（星期五）"])
      expect(text).toContain(part);
    expect(text).toContain(entry?.id.toUpperCase());
  });

  test("tell a natural person masked and without an amount, or by the number alone", async () => {
    const [, byNumber] = await given(
      { policy: "senior-comprehensive-allowance", name: "王**", amountFen: null },
      { policy: "disability-living-allowance", name: null, amountFen: null, district: null },
    );
    const [masked, numbered] = (await list()).items;
    expect(masked).toMatchObject({ name: "王**" });
    expect(masked).not.toHaveProperty("amountFen");
    expect(Object.keys(numbered ?? {}).toSorted()).toEqual(
      ["number", "policy", "title", "period", "from", "until"].toSorted(),
    );
    expect(await page("/publicity/disability-living-allowance")).toContain(
      `编号${byNumber?.id.toUpperCase()}`,
    );
  });

  test("are filtered by policy and district, and a strange filter is refused", async () => {
    const [company, elsewhere, person] = await given(
      {},
      { district: "310101" },
      { policy: "senior-comprehensive-allowance", name: "王**" },
    );
    expect(await numbersIn("?district=310101")).toEqual([elsewhere?.id]);
    expect(await numbersIn(`?policy=${publicPolicy}`)).toEqual([company?.id, elsewhere?.id]);
    expect(await numbersIn("?policy=senior-comprehensive-allowance&district=310107")).toEqual([
      person?.id,
    ]);
    for (const query of ["?district=310102", "?limit=0", "?cursor=x'", "?name=王"])
      expect((await world.get(`/v1/publicity${query}`)).status).toBe(400);
    // People's addresses may carry anything.
    expect((await world.get("/publicity?district=310102&cursor=%27", asBrowser)).status).toBe(200);
  });

  test("come page by page, each entry once, also while entries leave", async () => {
    const all = await given(...Array.from({ length: 7 }, () => ({})));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await list(
        `?limit=2${cursor === undefined ? "" : `&cursor=${cursor}`}`,
      );
      seen.push(...items.map(({ number }) => number));
      if (cursor === undefined) await unpublish(world.city, items[0]?.number ?? "");
      cursor = nextCursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  test("on a page, lead to the next one and keep the district", async () => {
    await given(...Array.from({ length: 51 }, () => ({})));
    const text = await page("/publicity?district=310107");
    const next = /href="(\/publicity\?district=310107&(?:amp;)?cursor=[a-z2-7]{14})"/.exec(
      text,
    )?.[1];
    expect(next).toBeDefined();
    expect((await page(next?.replace("&amp;", "&"))).match(/公示编号 /g)).toHaveLength(1);
  });
});

describe("an entry whose window has closed", () => {
  test("is gone from list and page on the next day, though nobody has deleted it yet", async () => {
    await given({});
    world.now = "2026-11-27T15:59:00Z";
    expect(await numbersIn()).toHaveLength(1);
    world.now = "2026-11-27T16:00:00Z";
    expect(await numbersIn()).toEqual([]);
    const text = await page(`/publicity/${publicPolicy}`);
    expect(text).not.toContain("上海某某科技有限公司");
    expect(text).toContain("现在没有公示中的事项");
  });

  test("without a last day stays, and says that it is not fixed yet", async () => {
    await given({ closesOn: null });
    world.now = "2027-03-01T02:00:00Z";
    expect((await list()).items).toMatchObject([{ until: null }]);
    expect(await page()).toContain("到期日待定");
  });
});

describe("what is public for a time", () => {
  test.each(["/v1/publicity", "/publicity", `/publicity/${publicPolicy}`])(
    "is neither indexed nor kept: %s",
    async (path) => {
      await given({});
      const { headers } = await world.get(path, path.startsWith("/v1") ? {} : asBrowser);
      expect(headers.get("x-robots-tag")).toBe("noindex, nofollow, noarchive");
      expect(headers.get("cache-control")).toBe("no-store");
    },
  );

  test("says so in the page as well, and no feed leads away from it", async () => {
    await given({});
    for (const path of ["/publicity", `/publicity/${publicPolicy}`]) {
      const text = await page(path);
      expect(text).toContain('<meta name="robots" content="noindex, nofollow, noarchive"');
      expect(text).not.toContain("application/atom+xml");
    }
    expect(await page("/")).not.toContain('name="robots"');
    expect(await (await world.get("/changes.atom")).text()).not.toContain("上海某某科技有限公司");
  });

  test("is read without a single row written", async () => {
    await given({});
    world.count.written = 0;
    await page();
    await list();
    expect(world.count.written).toBe(0);
  });

  test("of an unknown policy is not there", async () => {
    expect((await world.get("/publicity/no-such-policy", asBrowser)).status).toBe(404);
  });
});

test("a policy says that its document demands publicity, for how long and how people are named", async () => {
  const detail = await (await world.get(`/v1/policies/${publicPolicy}`)).json();
  expect(detail).toMatchObject({
    versions: expect.arrayContaining([
      expect.objectContaining({
        id: "2020",
        publicity: {
          workingDays: 5,
          document: "沪人社就〔2020〕52号",
          clause: "网上公示",
          names: "in-full",
        },
      }),
    ]),
  });
  expect(await page(`/policies/${publicPolicy}`)).toContain("拨付前公示5个工作日");
});
