import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { handJudged } from "#shared/policies/by-hand/index.ts";
import { policies } from "#shared/policies/index.ts";
import { asBrowser, type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";
import { problemTypes } from "#shared/web/problem-types.ts";

let world: CatalogueWorld;
beforeAll(async () => {
  world = await startCatalogue();
  const pilot = { districts: ["310101"] } as const;
  await world.enterStage("disabled-parking", {
    stage: "pilot",
    at: "2026-11-20T02:00:00Z",
    pilot,
  });
});
afterAll(() => world.close());

const programs = [
  "/v1/policies",
  "/v1/policies.csv",
  "/v1/policies/park-admission",
  "/v1/collections",
  "/v1/collections/automatic",
  "/v1/lists/2026",
  "/v1/statistics",
  "/v1/not-yet",
  "/changes.atom",
  "/openapi.json",
];
const pages = [
  "/",
  "/policies/park-admission",
  `/policies/${handJudged[0]?.id}`,
  "/collections/automatic",
  "/lists/2026",
  "/policies/park-admission/check",
  "/statistics",
  "/not-yet",
  "/problems/not-found",
];

describe.each([...programs, ...pages])("%s", (path) => {
  test("may be kept for a while, and is not sent again unchanged", async () => {
    const first = await world.get(path, asBrowser);
    expect(first.status).toBe(200);
    expect(first.headers.get("Cache-Control")).toBe("public, max-age=300");
    const tag = first.headers.get("ETag") ?? "";
    expect(tag).toMatch(/^(W\/)?"[^"]+"$/);
    const second = await world.get(path, { ...asBrowser, "If-None-Match": tag });
    expect(second.status).toBe(304);
    expect(second.headers.get("ETag")).toBe(tag);
    expect(second.headers.get("Cache-Control")).toBe("public, max-age=300");
    expect(second.headers.get("Content-Security-Policy")).toBeNull();
    expect(await second.text()).toBe("");
  });

  test("HEAD answers as GET does, without the content", async () => {
    const [got, head] = [
      await world.get(path, asBrowser),
      await world.get(path, asBrowser, "HEAD"),
    ];
    expect(head.status).toBe(200);
    for (const name of ["Content-Type", "ETag", "Cache-Control"])
      expect(head.headers.get(name)).toBe(got.headers.get(name));
    expect(await head.text()).toBe("");
    const tag = head.headers.get("ETag") ?? "";
    expect((await world.get(path, { ...asBrowser, "If-None-Match": tag }, "HEAD")).status).toBe(
      304,
    );
  });

  test("asks the database once at most, and writes no row", async () => {
    const before = { ...world.count };
    await world.get(path, asBrowser);
    expect(world.count.roundTrips - before.roundTrips).toBeLessThanOrEqual(1);
    expect(world.count.written).toBe(0);
  });
});

test.each(pages)("%s says whose list it is, and leads to the others", async (path) => {
  const html = await (await world.get(path, asBrowser)).text();
  for (const part of ["示例目录（依据公开政策整理）", 'href="/lists/2026"', 'href="/changes.atom"'])
    expect(html).toContain(part);
});

test("an entity's tag changes with the stage", async () => {
  const tagOf = async () =>
    (await world.get("/v1/policies/student-park-admission")).headers.get("ETag");
  const before = await tagOf();
  await world.enterStage("student-park-admission", { stage: "ready", at: "2026-11-20T02:00:00Z" });
  expect(await tagOf()).not.toBe(before);
});

describe("GET /problems/{code}", () => {
  test.each(Object.keys(problemTypes))("%s is explained", async (code) => {
    const response = await world.get(`/problems/${code}`);
    expect(await response.json()).toMatchObject({ type: `/problems/${code}` });
    const page = await world.get(`/problems/${code}`, asBrowser);
    expect(page.headers.get("Content-Type")).toContain("text/html");
    expect(page.headers.get("Vary")).toBe("Accept");
  });

  test("a code that we do not use is a 404", async () => {
    expect((await world.get("/problems/toString")).status).toBe(404);
  });
});

test("/healthz says ok, and is never kept", async () => {
  const response = await world.get("/healthz");
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
    ...[...policies, ...handJudged].map(({ id }) => ({
      path: `/v1/policies/${id}`,
      route: "/v1/policies/{id}",
      status: "200",
    })),
    { path: "/v1/policies/nothing", route: "/v1/policies/{id}", status: "404" },
    { path: "/v1/policies.csv", route: "/v1/policies.csv", status: "200" },
    { path: "/v1/policies.csv?x=1", route: "/v1/policies.csv", status: "400" },
    { path: "/v1/collections", route: "/v1/collections", status: "200" },
    { path: "/v1/collections/automatic", route: "/v1/collections/{id}", status: "200" },
    { path: "/v1/collections/relief", route: "/v1/collections/{id}", status: "200" },
    { path: "/v1/collections/nothing", route: "/v1/collections/{id}", status: "404" },
    { path: "/v1/lists/2026", route: "/v1/lists/{year}", status: "200" },
    { path: "/v1/lists/2020", route: "/v1/lists/{year}", status: "200" },
    { path: "/v1/lists/1900", route: "/v1/lists/{year}", status: "404" },
    { path: "/v1/statistics", route: "/v1/statistics", status: "200" },
    { path: "/v1/not-yet", route: "/v1/not-yet", status: "200" },
    { path: "/changes.atom", route: "/changes.atom", status: "200" },
    { path: "/problems/not-found", route: "/problems/{code}", status: "200" },
    { path: "/problems/nothing", route: "/problems/{code}", status: "404" },
    { path: "/healthz", route: "/healthz", status: "200" },
  ])("the real answer of $path is what it says of $route", async ({ path, route, status }) => {
    const document = documentSchema.parse(await (await world.get("/openapi.json")).json());
    const response = await world.get(path);
    const mediaType = response.headers.get("Content-Type")?.split(";")[0] ?? "";
    const described = document.paths[route]?.get?.responses[status]?.content?.[mediaType];
    const name = described?.schema.$ref.replace("#/components/schemas/", "") ?? "";
    const schema = document.components.schemas[name];
    const content: unknown = mediaType.endsWith("json")
      ? await response.json()
      : await response.text();
    expect(String(response.status)).toBe(status);
    expect(schema).toBeDefined();
    expect(z.fromJSONSchema(schema ?? false).safeParse(content).error).toBeUndefined();
  });

  test("an answer with a member that it does not name would be found", async () => {
    const document = documentSchema.parse(await (await world.get("/openapi.json")).json());
    const schema = z.fromJSONSchema(document.components.schemas["PolicyList"] ?? true);
    const list = { title: "示例目录（依据公开政策整理）", total: 0, items: [] };
    expect(schema.safeParse(list).success).toBe(true);
    expect(schema.safeParse({ ...list, extra: 1 }).success).toBe(false);
    expect(schema.safeParse({ ...list, items: [{ id: "a" }] }).success).toBe(false);
  });
});
