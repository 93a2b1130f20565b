import { expect, test } from "vitest";
import { formatLinks } from "./links.ts";
import { formatNotYet, formatSummary, type Obstacles, type Standings } from "./summary.ts";
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

const standing = (id: string, stage: Standings[number]["stage"], more = {}): Standings[number] => ({
  id,
  title: `政策${id}`,
  leadDepartment: "tax",
  stage,
  stageNumber: 1,
  readiness: { passed: 1, failing: 0 },
  alarms: [],
  ...more,
});

test("the summary counts what waits and what was sent, of policies in operation only", () => {
  const text = formatSummary(
    {
      policies: [
        { policy: "a", met: 3, unmet: 1200, unknown: 4 },
        { policy: "c", met: 7, unmet: 1, unknown: 0 },
      ],
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
    [
      standing("a", "live"),
      standing("b", "pilot", { pilot: { districts: ["310101", "310104"] } }),
      standing("d", "pilot", { pilot: { percent: 20 } }),
      standing("c", "listed"),
    ],
  );
  const lines = text.split("\n").map((line) => line.split(/ {2,}/));
  expect(lines).toContainEqual(["政策a", "全市实施", "3", "1,200", "4"]);
  expect(lines).toContainEqual(["政策b", "试点（黄浦区、徐汇区）", "0", "0", "0"]);
  expect(lines).toContainEqual(["政策d", "试点（20%）", "0", "0", "0"]);
  expect(text).not.toContain("政策c");
  expect(lines).toContainEqual(["收到数据 facts received", "11"]);
  expect(lines).toContainEqual(["发出消息 messages", "7"]);
  expect(lines).toContainEqual(["等待确认 confirmations waiting", "7"]);
  expect(lines).toContainEqual(["兑现指令 instructions", "3", "150元"]);
});

test("it is told how much is not automatic yet, what stands in the way most often, and where to read on", () => {
  const obstacle = (
    policy: string,
    check: string,
    blocking = true,
    stage: Obstacles[number]["stage"] = "listed",
  ): Obstacles[number] => ({
    policy,
    title: policy,
    leadDepartment: "tax",
    stage,
    id: check,
    check,
    blocking,
    text: "",
    owner: "tax",
  });
  const text = formatNotYet(
    [
      standing("a", "listed"),
      standing("b", "listed"),
      standing("c", "ready"),
      standing("d", "live"),
    ],
    [
      obstacle("a", "document"),
      obstacle("b", "document"),
      obstacle("b", "document"),
      obstacle("b", "evidence"),
      obstacle("b", "evidence", false),
      obstacle("c", "ground", false),
      obstacle("d", "amount", true, "live"),
      obstacle("e", "hand-judged", true, "hand-judged"),
    ],
    "http://localhost:9000/not-yet",
  );
  expect(text).toContain("已列入目录 2 项，条件成熟 1 项，由人判断 1 项");
  expect(text).toContain("文件有效 2 项，结果有据 1 项");
  expect(text).not.toContain("标准明确");
  expect(text).toContain("http://localhost:9000/not-yet");
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
