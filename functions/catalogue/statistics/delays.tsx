import type { Statistics } from "#shared/contract/statistics.schema.ts";
import { countText } from "./count-text.ts";

/** What waits, and what is late: the worst on top. */
export function Delays({ delays: { kinds } }: { delays: Statistics["delays"] }) {
  const sorted = kinds.toSorted((a, b) => (b.late ?? 0) - (a.late ?? 0));
  return (
    <>
      <h2>等待办理和超过期限的</h2>
      {sorted.length === 0 ? (
        <p>现在没有等待办理的事项。</p>
      ) : (
        <div class="scroll" tabindex={0} role="group" aria-label="等待办理和超过期限的">
          <table class="amounts">
            <caption>等待办理和超过期限的（件）</caption>
            <thead>
              <tr>
                <th scope="col">事项</th>
                <th scope="col">等待</th>
                <th scope="col">超期</th>
                <th scope="col">期限待定</th>
              </tr>
            </thead>
            <tbody>
              {sorted.map(({ title, waiting, late, undated }) => (
                <tr>
                  <th scope="row">{title}</th>
                  <td>{countText(waiting)}</td>
                  <td>{countText(late)}</td>
                  <td>{countText(undated)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
