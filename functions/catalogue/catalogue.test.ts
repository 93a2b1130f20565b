import { describe, expect, test } from "vitest";
import * as z from "zod";
import { policyListSchema } from "#shared/contract/policies.schema.ts";
import { policies } from "#shared/policies/index.ts";
import { problemTypes } from "#shared/web/problem-types.ts";
import { catalogueApp } from "./catalogue.ts";

const app = catalogueApp(async () => new Date("2026-12-01T02:00:00Z"));
const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(path, { headers }, {});
const asBrowser = { Accept: "text/html,*/*;q=0.8" };

async function listed(query: string) {
  const response = await get(`/v1/policies${query}`);
  expect(response.status).toBe(200);
  return policyListSchema.parse(await response.json());
}

async function idsOf(query: string) {
  return (await listed(query)).items.map(({ id }) => id);
}

describe("GET /v1/policies", () => {
  test("lists every policy by id", async () => {
    const ids = policies.map(({ id }) => id).toSorted();
    expect(await idsOf("")).toEqual(ids);
    expect(ids).toEqual(
      expect.arrayContaining([
        "disability-living-allowance",
        "job-retention-refund",
        "park-admission",
        "senior-comprehensive-allowance",
      ]),
    );
  });

  test("says of a policy what a reader needs, and nothing else", async () => {
    const [item] = (await listed("?q=老年综合津贴")).items;
    expect(item).toEqual({
      id: "senior-comprehensive-allowance",
      title: "老年综合津贴",
      titleEn: expect.any(String),
      level: "city",
      leadDepartment: "civil-affairs",
      supportingDepartments: expect.any(Array),
      category: "行政给付",
      subject: "person",
      mode: "confirm",
      version: "sample-2021",
      inForce: true,
      status: "sample",
      statusLabel: "示例",
      amountInWords: expect.stringContaining("75元"),
      ordinaryChannel: { text: expect.any(String) },
      dataRequirement: expect.arrayContaining([
        { fact: "birthDate", label: "出生日期", steward: "public-security" },
      ]),
      source: expect.objectContaining({ document: expect.any(String) }),
    });
  });

  test("filters by mode, subject, department, level, status and words, all together", async () => {
    expect(await idsOf("?mode=scan")).toEqual(["park-admission"]);
    expect(await idsOf("?subject=organisation")).toEqual(["job-retention-refund"]);
    expect(await idsOf("?department=disabled-persons-federation")).toContain(
      "disability-living-allowance",
    );
    expect(await idsOf("?level=city")).toHaveLength(policies.length);
    expect(await idsOf("?status=sample&subject=person&q=津贴")).toEqual([
      "senior-comprehensive-allowance",
    ]);
    expect(await idsOf("?mode=scan&subject=organisation")).toEqual([]);
    expect(await idsOf("?q=ALLOWANCE%20seniors")).toEqual(["senior-comprehensive-allowance"]);
  });

  test("a supporting department finds the policy too", async () => {
    expect(await idsOf("?department=public-security")).toContain("senior-comprehensive-allowance");
  });

  test("page by page gives each policy once, and the last page has no cursor", async () => {
    const first = await listed("?limit=3");
    expect(first.items).toHaveLength(3);
    const second = await listed(`?limit=100&cursor=${first.nextCursor}`);
    expect(second).not.toHaveProperty("nextCursor");
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(await idsOf(""));
  });

  test("a page that is exactly full has no cursor", async () => {
    expect(await listed(`?limit=${policies.length}`)).not.toHaveProperty("nextCursor");
  });

  test.each([
    ["limit=0", "query.limit"],
    ["limit=101", "query.limit"],
    ["limit=1e1", "query.limit"],
    ["mode=colour", "query.mode"],
    ["department=", "query.department"],
    ["cursor=%00", "query.cursor"],
    ["colour=green", "query"],
    ["mode=scan&mode=direct", "query.mode"],
  ])("?%s is refused with the place of the fault", async (query, path) => {
    const response = await get(`/v1/policies?${query}`);
    expect(response.status).toBe(400);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(await response.json()).toMatchObject({
      type: "/problems/invalid-request",
      errors: [{ path }],
    });
  });
});

describe("GET /v1/policies/{id}", () => {
  test("adds every version, the newest first, each with its source", async () => {
    const response = await get("/v1/policies/senior-comprehensive-allowance");
    const { versions } = z
      .object({ versions: z.array(z.looseObject({ id: z.string(), status: z.string() })) })
      .parse(await response.json());
    expect(versions.map(({ id }) => id)).toEqual(["sample-2021", "2016"]);
    expect(versions[1]).toMatchObject({ from: "2016-05-01", until: "2021-04-30" });
    expect(versions[1]).not.toHaveProperty("statusLabel");
  });

  test("of an id that nobody has is a 404 problem", async () => {
    const response = await get("/v1/policies/nothing");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ type: "/problems/unknown-policy", status: 404 });
  });
});

test("what is shown follows the clock: on its last day in force a version is shown, and the next day the next", async () => {
  const shownAt = async (instant: string) => {
    const atThatTime = catalogueApp(async () => new Date(instant));
    const response = await atThatTime.request(
      "/v1/policies/senior-comprehensive-allowance",
      {},
      {},
    );
    return z.object({ version: z.string() }).parse(await response.json()).version;
  };
  expect(await shownAt("2021-04-30T15:59:59Z")).toBe("2016");
  expect(await shownAt("2021-04-30T16:00:00Z")).toBe("sample-2021");
});

describe("caching", () => {
  test.each(["/", "/v1/policies", "/policies/park-admission", "/openapi.json"])(
    "%s may be kept for a while and is not sent again unchanged",
    async (path) => {
      const first = await get(path);
      expect(first.headers.get("Cache-Control")).toBe("public, max-age=300");
      const tag = first.headers.get("ETag") ?? "";
      const second = await get(path, { "If-None-Match": tag });
      expect(second.status).toBe(304);
      expect(second.headers.get("ETag")).toBe(tag);
      expect(second.headers.get("Cache-Control")).toBe("public, max-age=300");
      expect(second.headers.get("Content-Security-Policy")).toBeNull();
    },
  );

  test("HEAD answers as GET does, without the content", async () => {
    const response = await app.request("/v1/policies", { method: "HEAD" }, {});
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toContain("application/json");
    expect(await response.text()).toBe("");
  });
});

describe("pages for people", () => {
  test("/ calls itself a sample, and leads to every policy", async () => {
    const html = await (await get("/", asBrowser)).text();
    expect(html).toContain("示例目录（依据公开政策整理）");
    for (const { id, title } of policies) {
      expect(html).toContain(`href="/policies/${id}"`);
      expect(html).toContain(title);
    }
  });

  test("/ takes filters, keeps them in the form, and passes over what it does not know", async () => {
    const html = await (await get("/?mode=scan&q=&subject=&utm=x", asBrowser)).text();
    expect(html).toContain('href="/policies/park-admission"');
    expect(html).not.toContain('href="/policies/job-retention-refund"');
    expect(html).toMatch(/<option value="scan" selected[^>]*>扫码识别/);
  });

  test("/ says why the list is empty, and escapes what was typed", async () => {
    const html = await (await get(`/?q=${encodeURIComponent('"><script>')}`, asBrowser)).text();
    expect(html).toContain("没有符合这些条件的政策。");
    expect(html).not.toContain('"><script>');
  });

  test.each(policies.map(({ id, title }) => ({ id, title })))(
    "/policies/$id tells who, what, how, by which data, and what else one can do",
    async ({ id, title }) => {
      const response = await get(`/policies/${id}`, asBrowser);
      const html = await response.text();
      expect(response.status).toBe(200);
      for (const part of [
        title,
        "谁可以享受",
        "享受什么",
        "这样判断",
        "怎么到",
        "需要哪些数据",
        "原渠道",
        "历次版本",
      ]) {
        expect(html).toContain(part);
      }
      // Clauses are public text: no value of anybody's, no placeholder.
      expect(html.replace(/<(style)>[\s\S]*?<\/\1>/g, "")).not.toMatch(/\{\w+\}|undefined|NaN/);
    },
  );

  test("a policy's thresholds stand on its page from both sides, the further ones folded", async () => {
    const html = await (await get("/policies/senior-comprehensive-allowance", asBrowser)).text();
    expect(html).toContain("出生日期1956年5月1日：<strong>每月75元</strong>");
    expect(html).toContain("出生日期1956年5月2日：<strong>不能享受</strong>");
    expect(html).toMatch(/<details><summary>再看2组<[\s\S]*出生日期1921年5月1日/);
    expect(html).not.toContain("死亡注销登记日期2021");
  });

  test("a published figure stands there with its source and its days", async () => {
    const html = await (await get("/policies/job-retention-refund", asBrowser)).text();
    expect(html).toMatch(/上年度全国城镇调查失业率控制目标[\s\S]*<strong>5.5%<\/strong>（示例）/);
    expect(html).toContain("自2025年1月1日起，依据示例：延续2024年的目标");
  });

  test("a policy that nobody knows is a page that says so", async () => {
    const response = await get("/policies/nothing", asBrowser);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("目录里没有这项政策");
  });
});

describe("GET /problems/{code}", () => {
  test.each(Object.keys(problemTypes))("%s is explained", async (code) => {
    const response = await get(`/problems/${code}`);
    expect(await response.json()).toMatchObject({ type: `/problems/${code}` });
    const page = await get(`/problems/${code}`, asBrowser);
    expect(page.headers.get("Content-Type")).toContain("text/html");
    expect(page.headers.get("Vary")).toBe("Accept");
  });

  test("a code that we do not use is a 404", async () => {
    expect((await get("/problems/toString")).status).toBe(404);
  });
});

test("/healthz says ok, and is never kept", async () => {
  const response = await get("/healthz");
  expect(await response.json()).toEqual({ status: "ok" });
  expect(response.headers.get("Cache-Control")).toBe("no-store");
});

describe("GET /openapi.json", () => {
  const documentSchema = z.object({
    openapi: z.literal("3.1.0"),
    components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) }),
    paths: z.record(
      z.string(),
      z.object({
        get: z
          .object({
            responses: z.record(
              z.string(),
              z.object({
                content: z
                  .record(z.string(), z.object({ schema: z.object({ $ref: z.string() }) }))
                  .optional(),
              }),
            ),
          })
          .optional(),
      }),
    ),
  });

  test.each([
    { path: "/v1/policies", route: "/v1/policies", status: "200" },
    { path: "/v1/policies?limit=1", route: "/v1/policies", status: "200" },
    { path: "/v1/policies?limit=x", route: "/v1/policies", status: "400" },
    ...policies.map(({ id }) => ({
      path: `/v1/policies/${id}`,
      route: "/v1/policies/{id}",
      status: "200",
    })),
    { path: "/v1/policies/nothing", route: "/v1/policies/{id}", status: "404" },
    { path: "/problems/not-found", route: "/problems/{code}", status: "200" },
    { path: "/problems/nothing", route: "/problems/{code}", status: "404" },
    { path: "/healthz", route: "/healthz", status: "200" },
  ])("the real answer of $path is what it says of $route", async ({ path, route, status }) => {
    const document = documentSchema.parse(await (await get("/openapi.json")).json());
    const response = await get(path);
    const mediaType = response.headers.get("Content-Type")?.split(";")[0] ?? "";
    const described = document.paths[route]?.get?.responses[status]?.content?.[mediaType];
    const name = described?.schema.$ref.replace("#/components/schemas/", "") ?? "";
    const schema = document.components.schemas[name];
    expect(String(response.status)).toBe(status);
    expect(schema).toBeDefined();
    expect(
      z.fromJSONSchema(schema ?? false).safeParse(await response.json()).error,
    ).toBeUndefined();
  });

  test("an answer with a member that it does not name would be found", async () => {
    const document = documentSchema.parse(await (await get("/openapi.json")).json());
    const schema = z.fromJSONSchema(document.components.schemas["PolicyList"] ?? true);
    expect(schema.safeParse({ items: [], extra: 1 }).success).toBe(false);
    expect(schema.safeParse({ items: [{ id: "a" }] }).success).toBe(false);
  });
});
