import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { parseCivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { caseInWords } from "#shared/explanations/case-in-words.ts";
import { readExampleFacts } from "#shared/explanations/example-facts.ts";
import { policyInWords } from "#shared/explanations/policy-in-words.ts";
import { readExample } from "#shared/rules/example.ts";
import { policies, policyById } from "./index.ts";

/**
 * Explains a policy on a day; with facts also one case: the letter, the clauses, the record and its replay.
 * Ends with 0; with 1 when a replay differs; with 2 when it was asked wrongly.
 */
const usage = `用法：npm run explain -- <政策> [--on 日期] [--facts 文件]
  --on     YYYY-MM-DD，默认今天
  --facts  JSON 文件，例如 {"birthDate": "1961-03-01", "hukouDistrict": "310101"}
政策：
${policies.map(({ id, title }) => `  ${id} ${title}`).join("\n")}`;

function wronglyAsked(...lines: readonly string[]): never {
  console.error(lines.join("\n"));
  process.exit(2);
}

function askedFor() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { on: { type: "string" }, facts: { type: "string" } },
    });
  } catch {
    return wronglyAsked("参数写法不对。", usage);
  }
}

const { positionals, values } = askedFor();
const [id, ...others] = positionals;
if (id === undefined || others.length > 0) wronglyAsked("请写明一项政策。", usage);
const policy = policyById(id) ?? wronglyAsked(`没有这项政策：${id}`, usage);
const on =
  values.on === undefined
    ? shanghaiDay(new Date())
    : (parseCivilDate(values.on) ??
      wronglyAsked(`日期写法不对：${values.on}。请写真实存在的日期，例如 2026-12-01。`));

if (values.facts === undefined) {
  console.log(policyInWords(policy, on).join("\n"));
} else {
  const file = values.facts;
  const text = await readFile(file, "utf8").catch(() =>
    wronglyAsked(`读不到文件：${file}。请核对路径。`),
  );
  const read = readExampleFacts(text, policy.subject);
  if (!read.ok) wronglyAsked(`${file} 中的数据有误：`, ...read.problems.map((one) => `  ${one}`));
  const { lines, isReplayed } = caseInWords(policy, readExample(read.facts), on);
  console.log([policy.title, "", ...lines].join("\n"));
  process.exitCode = isReplayed ? 0 : 1;
}
