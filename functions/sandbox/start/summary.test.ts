import { expect, test } from "vitest";
import { formatLinks } from "./links.ts";
import { formatSummary } from "./summary.ts";
import { formatTable, widthOf } from "./table.ts";

test("a Chinese character takes two columns, a rare one too", () => {
  expect(widthOf("沪A")).toBe(3);
  expect(widthOf("𬭚，")).toBe(4);
});

test("columns are aligned as the terminal shows them", () => {
  expect(
    formatTable(
      [
        ["政策", 12_345],
        ["abcdef", 7],
      ],
      "lr",
    ),
  ).toBe(["政策     12,345", "abcdef        7"].join("\n"));
});

test("the summary counts what waits and what was sent", () => {
  const text = formatSummary(
    {
      policies: [{ policy: "a", met: 3, unmet: 1200, unknown: 4 }],
      confirmations: [
        { policy: "a", state: "open", count: 5 },
        { policy: "b", state: "open", count: 2 },
        { policy: "a", state: "waived", count: 9 },
      ],
      instructions: [
        { policy: "a", state: "delivered", count: 2, amountFen: 150_00 },
        { policy: "b", state: "paid", count: 1, amountFen: null },
      ],
      notices: [
        { template: "offer", count: 6 },
        { template: "reminder", count: 1 },
      ],
      facts: 11,
    },
    (policy) => `政策${policy}`,
  );
  const lines = text.split("\n").map((line) => line.split(/ {2,}/));
  expect(lines).toContainEqual(["政策a", "3", "1,200", "4"]);
  expect(lines).toContainEqual(["收到数据 facts received", "11"]);
  expect(lines).toContainEqual(["发出消息 messages", "7"]);
  expect(lines).toContainEqual(["等待确认 confirmations waiting", "7"]);
  expect(lines).toContainEqual(["兑现指令 instructions", "3", "150元"]);
});

test("a link is shown once for each title, the newest, under today's port", () => {
  const message = {
    template: "offer",
    title: "您可以领取",
    firstReceivedAt: "2026-11-23T00:00:00Z",
  };
  const text = formatLinks("http://localhost:9000", [
    { ...message, link: "http://localhost:8787/c#old" },
    { ...message, link: "http://localhost:8787/c#new" },
    { ...message, title: "已发放" },
  ]);
  expect(text).toContain("http://localhost:9000/c#new");
  expect(text).not.toContain("#old");
  expect(text).not.toContain("已发放");
});
