import { describe, expect, test } from "vitest";
import * as z from "zod";
import { openApiText } from "./openapi-text.ts";
import { openApiDocument } from "./openapi.ts";
import written from "./openapi.txt";
import { routes, schemas } from "./routes.ts";
import { webhooks } from "./webhooks.ts";

/** The parts of OpenAPI 3.1 that we use, and no others. */
const schemaObject = z.record(z.string(), z.unknown());
const content = z.record(
  z.string().regex(/^[a-z]+\/[a-z+-]+$/),
  z.strictObject({ schema: schemaObject }),
);
const operation = z.strictObject({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(["path", "query", "header"]),
      required: z.boolean(),
      schema: schemaObject,
    }),
  ),
  requestBody: z.strictObject({ required: z.literal(true), content }).optional(),
  responses: z.record(
    z.string().regex(/^[1-5](\d\d|XX)$/),
    z.strictObject({ description: z.string(), content: content.optional() }),
  ),
});
const openApi = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(
    z.string().startsWith("/"),
    z.strictObject({
      get: operation.optional(),
      post: operation.optional(),
      put: operation.optional(),
    }),
  ),
  webhooks: z.record(z.string(), z.strictObject({ post: operation })),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[A-Za-z0-9._-]+$/), schemaObject),
    securitySchemes: z.record(z.string(), schemaObject),
  }),
});

const document = openApi.parse(openApiDocument(routes, schemas, webhooks));
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, value]) =>
    value === undefined ? [] : [{ name: `${method} ${path}`, path, operation: value }],
  ),
);

function referencesIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" ? [String(inner)] : referencesIn(inner),
  );
}

test("openapi.txt is what the schemas say (if not: npm run policies:index)", () => {
  expect(written).toBe(openApiText());
});

describe("the document", () => {
  test("describes every route once", () => {
    expect(operations).toHaveLength(routes.length);
    const ids = operations.map((each) => each.operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("refers only to schemas that it has, and has none that nothing refers to", () => {
    const names = referencesIn(document).map((reference) =>
      reference.replace("#/components/schemas/", ""),
    );
    expect(new Set(names)).toEqual(new Set(Object.keys(document.components.schemas)));
  });

  test("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  test("refuses a route that names a schema it does not have", () => {
    const [route] = routes;
    expect(() => openApiDocument(route === undefined ? [] : [route], {})).toThrow("no schema");
  });
});

describe.each(operations)("$name", ({ path, operation: each }) => {
  test("declares the parameters of its path, and all of them are required", () => {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const declared = each.parameters.filter((parameter) => parameter.in === "path");
    expect(declared.map(({ name }) => name)).toEqual(inPath);
    expect(declared.every(({ required }) => required)).toBe(true);
  });

  test("names a security scheme that the document has", () => {
    const names = (each.security ?? []).flatMap((scheme) => Object.keys(scheme));
    expect(Object.keys(document.components.securitySchemes)).toEqual(expect.arrayContaining(names));
  });

  test("refuses by problem documents only", () => {
    const mediaTypes = Object.entries(each.responses).flatMap(([status, { content: media }]) =>
      status < "400" ? [] : Object.keys(media ?? {}),
    );
    expect(mediaTypes.filter((type) => type !== "application/problem+json")).toEqual([]);
  });
});

test("a filter may be left out, a signature may not", () => {
  const required = Object.fromEntries(
    operations.flatMap(({ operation: { parameters } }) =>
      parameters.map(({ name, required: needed }) => [name, needed]),
    ),
  );
  expect(required).toMatchObject({ q: false, limit: false, "webhook-id": true });
});
