import type { Statistics } from "#shared/contract/statistics.schema.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { countText } from "./count-text.ts";

/** Whether anybody was forgotten, or has what is not theirs: the worst on top. */
export function Audits({ audits }: { audits: Statistics["audits"] }) {
  const sorted = audits.toSorted((a, b) => Number(a.passed) - Number(b.passed));
  return (
    <>
      <h2>每夜核查：有没有遗漏，有没有错给</h2>
      {sorted.length === 0 ? (
        <p>还没有核查过。每天夜里核查一次已经免申即享的政策。</p>
      ) : (
        <div class="scroll" tabindex={0} role="group" aria-label="每夜核查的结果">
          <table class="amounts">
            <caption>应享未享和不应享而享的对象数</caption>
            <thead>
              <tr>
                <th scope="col">政策</th>
                <th scope="col">核查日</th>
                <th scope="col">结果</th>
                <th scope="col">应享未享</th>
                <th scope="col">不应享而享</th>
              </tr>
            </thead>
            <tbody>
              {sorted.map((row) => (
                <tr>
                  <th scope="row">
                    <a href={`/policies/${row.policy}`}>{row.title}</a>
                  </th>
                  <td>{formatPlainDay(row.auditedOn)}</td>
                  <td>{resultOf(row)}</td>
                  <td>{countText(row.omitted)}</td>
                  <td>{countText(row.unfounded)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function resultOf({ passed, pending }: Statistics["audits"][number]): string {
  if (pending) return "… 有对象等待重新认定，未完";
  return passed ? "✓ 一致" : "✗ 有差异，正在核查";
}
