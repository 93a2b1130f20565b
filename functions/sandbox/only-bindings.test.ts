import { expect, test } from "vitest";
import { onlyBindings } from "./only-bindings.ts";

const bindings = { databases: ["DB_0"], queues: ["NOTIFY"], vars: [], secrets: ["ROUTING_KEY"] };

test("a function gets what its block lists and nothing else", () => {
  const env = { DB_0: "a", DB_1: "b", NOTIFY: "c", ROUTING_KEY: "d", VAULT_NAME_KEY: "e" };
  expect(onlyBindings(env, bindings)).toEqual({ DB_0: "a", NOTIFY: "c", ROUTING_KEY: "d" });
});

test("what [env.dev] does not give is noticed at once", () => {
  expect(() => onlyBindings({ DB_0: "a", NOTIFY: "c" }, bindings)).toThrow("ROUTING_KEY");
});
