import { expect, test } from "vitest";
import { eventSchema } from "./events.schema.ts";
import { explanationRequestSchema } from "./explanation-request.schema.ts";
import { policyQuerySchema } from "./policies.schema.ts";
import { proposalRequestSchema } from "./proposals.schema.ts";

test.each([
  [
    "a batch member",
    eventSchema,
    { type: "facts.reported.v2" },
    "Invalid discriminator value. Expected 'facts.reported.v1'",
  ],
  ["a filter", policyQuerySchema, { mode: "" }, 'Invalid option: expected one of "direct"'],
  [
    "a proposal",
    proposalRequestSchema,
    { kind: "authorisation-end", payload: { department: "", policy: "a" } },
    "Too small: expected string to have >=1 characters",
  ],
  ["a question", explanationRequestSchema, { subjct: 1 }, 'Unrecognized key: "subjct"'],
])("the refusal of %s says what was expected", (_, schema, value, text) => {
  const issues = schema.safeParse(value).error?.issues ?? [];
  expect(issues.map(({ message }) => message)).toContainEqual(expect.stringContaining(text));
});
