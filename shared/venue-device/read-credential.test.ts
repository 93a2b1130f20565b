import { expect, test } from "vitest";
import { readCredential } from "./read-credential.ts";

test.each([
  ["https://suishen.invalid/q/1.a.b", "suishen-code", "https://suishen.invalid/q/1.a.b"],
  ["HTTP://city.example/x", "suishen-code", "HTTP://city.example/x"],
  ["319900194206010043", "resident-id", "319900194206010043"],
  ["３１９９００ 19420601 0043\r\n", "resident-id", "319900194206010043"],
  ["11010519491231002x", "resident-id", "11010519491231002X"],
])("%j is a %s", (typed, type, value) => {
  expect(readCredential(typed)).toEqual({ type, value });
});

test.each(["", "319900194206010044", "12345", "A12345678", "hello", "ftp://x"])(
  "%j is nothing that is shown at a gate",
  (typed) => {
    expect(readCredential(typed)).toBeUndefined();
  },
);
