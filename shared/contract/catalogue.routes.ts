import * as z from "zod/mini";
import {
  changesFeedSchema,
  collectionSchema,
  collectionsSchema,
  yearlyListSchema,
} from "./collections.schema.ts";
import type { NamedSchemas, RouteDescription } from "./openapi.ts";
import {
  policyFilterSchema,
  policyListSchema,
  policyQuerySchema,
  policyTableSchema,
} from "./policies.schema.ts";
import { policyDetailSchema } from "./policy-detail.schema.ts";

/** The schemas of what the catalogue tells everybody. */
export const catalogueSchemas = {
  ChangesFeed: changesFeedSchema,
  Collection: collectionSchema,
  Collections: collectionsSchema,
  PolicyDetail: policyDetailSchema,
  PolicyList: policyListSchema,
  PolicyTable: policyTableSchema,
  YearlyList: yearlyListSchema,
} as const satisfies NamedSchemas;

type CatalogueSchema = keyof typeof catalogueSchemas;

const found = (description: string, name: CatalogueSchema, type = "application/json") => ({
  description: `${description}; with an ETag, and kept for five minutes`,
  content: { [type]: name },
});

const unchanged = { description: "Unchanged since the ETag of `If-None-Match`" };

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

/** The catalogue, for programs. Nothing here writes a row. */
export const catalogueRoutes: readonly RouteDescription[] = [
  {
    method: "get",
    path: "/v1/policies",
    operationId: "listPolicies",
    summary: "The catalogue of policies, filtered, page by page",
    query: policyQuerySchema,
    responses: {
      200: found("A page of the catalogue, by id", "PolicyList"),
      304: unchanged,
      400: problem("A filter is unknown or malformed"),
    },
  },
  {
    method: "get",
    path: "/v1/policies.csv",
    operationId: "tabulatePolicies",
    summary: "The catalogue as one table (RFC 4180, UTF-8 with BOM), with the same filters",
    query: policyFilterSchema,
    responses: {
      200: found("Every entry, by id", "PolicyTable", "text/csv"),
      304: unchanged,
      400: problem("A filter is unknown or malformed"),
    },
  },
  {
    method: "get",
    path: "/v1/policies/{id}",
    operationId: "getPolicy",
    summary: "One policy with its versions and stages",
    pathParameters: { id: z.string() },
    responses: {
      200: found("The policy", "PolicyDetail"),
      304: unchanged,
      404: problem("The catalogue has no such policy"),
    },
  },
  {
    method: "get",
    path: "/v1/collections",
    operationId: "listCollections",
    summary: "The collections of the catalogue",
    responses: { 200: found("All of them", "Collections"), 304: unchanged },
  },
  {
    method: "get",
    path: "/v1/collections/{id}",
    operationId: "getCollection",
    summary: "One collection with its policies",
    pathParameters: { id: z.string() },
    responses: {
      200: found("The collection", "Collection"),
      304: unchanged,
      404: problem("There is no such collection"),
    },
  },
  {
    method: "get",
    path: "/v1/lists/{year}",
    operationId: "getYearlyList",
    summary: "What was in force in a year, by department and district; what was moved to automatic",
    pathParameters: { year: z.string() },
    responses: {
      200: found("The list of the year", "YearlyList"),
      304: unchanged,
      404: problem("The catalogue has nothing of that year"),
    },
  },
  {
    method: "get",
    path: "/changes.atom",
    operationId: "followChanges",
    summary: "First days of versions and stages entered, the newest first (Atom 1.0, RFC 4287)",
    responses: {
      200: found("The newest 200", "ChangesFeed", "application/atom+xml"),
      304: unchanged,
    },
  },
];
