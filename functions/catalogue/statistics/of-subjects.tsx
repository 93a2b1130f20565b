import type { Figures, Place, StatisticsOfSubjects } from "#shared/contract/statistics.schema.ts";
import { shanghaiDistricts } from "#shared/identity/districts.ts";
import { fen, formatYuan } from "#shared/money/fen.ts";
import { Figure } from "#shared/web/components/figure.tsx";
import { Bars } from "./bars.tsx";
import { countText, hidden } from "./count-text.ts";

/** Whom the policies for one kind of subject reached: the sum, by policy, by district, and both together. */
export function OfSubjects({
  title,
  unit,
  statistics: { total, policies, districts },
  empty,
}: {
  title: string;
  unit: string;
  statistics: StatisticsOfSubjects;
  empty: string;
}) {
  const byPolicy = policies.map((row) => ({
    ...row,
    label: row.title,
    href: `/policies/${row.policy}`,
  }));
  const byDistrict = districts.map((row) => ({ ...row, label: placeName(row.district) }));
  return (
    <>
      <h2>{title}</h2>
      {policies.length === 0 ? (
        <p>{empty}</p>
      ) : (
        <>
          <Figure
            text={countText(total.benefited, `${unit}次`)}
            period="已经享受"
            note={`金额${money(total.amountFen)}；符合条件到兑现：${days(total.medianDays)}`}
          />
          <h3>按政策</h3>
          <Rows rows={byPolicy} unit={unit} head="政策" />
          <h3>按地区</h3>
          {districts.length === 0 ? (
            <p>还没有{title}。</p>
          ) : (
            <Rows rows={byDistrict} unit={`${unit}次`} head="地区" />
          )}
          {districts.length === 0 ? null : <PolicyByDistrict policies={policies} unit={unit} />}
        </>
      )}
    </>
  );
}

/** Each policy in each district, for who looks for one. */
function PolicyByDistrict({
  policies,
  unit,
}: {
  policies: StatisticsOfSubjects["policies"];
  unit: string;
}) {
  return (
    <details>
      <summary>数字表：每项政策在各区</summary>
      {policies.map(({ title, districts }) =>
        districts.length === 0 ? null : (
          <FiguresTable
            rows={districts.map((row) => ({ ...row, label: placeName(row.district) }))}
            unit={unit}
            head="地区"
            caption={title}
          />
        ),
      )}
    </details>
  );
}

interface Row extends Figures {
  readonly label: string;
  readonly href?: string;
}

interface Tabled {
  readonly rows: readonly Row[];
  readonly unit: string;
  readonly head: string;
}

/** Bars of those that are told and not nought, the longest first; the table beneath has all of them. */
function Rows({ rows, unit, head }: Tabled) {
  const sorted = rows.toSorted((a, b) => (b.benefited ?? -1) - (a.benefited ?? -1));
  return (
    <>
      <Bars
        bars={sorted.flatMap(({ label, href, benefited }) => {
          if (benefited === null || benefited === 0) return [];
          const bar = { label, value: benefited, text: countText(benefited, unit) };
          return [href === undefined ? bar : { ...bar, href }];
        })}
      />
      <details>
        <summary>数字表：按{head}</summary>
        <FiguresTable rows={sorted} unit={unit} head={head} caption={`按${head}`} />
      </details>
    </>
  );
}

function FiguresTable({ rows, unit, head, caption }: Tabled & { caption: string }) {
  return (
    <div class="scroll" tabindex={0} role="group" aria-label={caption}>
      <table class="amounts">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">享受（{unit}）</th>
            <th scope="col">金额（元）</th>
            <th scope="col">天数</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, benefited, amountFen, medianDays }) => (
            <tr>
              <th scope="row">{label}</th>
              <td>{countText(benefited)}</td>
              <td>{money(amountFen).replace("元", "")}</td>
              <td>{medianDays ?? "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function money(amountFen: number | null): string {
  return amountFen === null ? hidden : formatYuan(fen(amountFen));
}

function days(number: number | null): string {
  if (number === null) return "暂无";
  return number === 0 ? "当天" : `${number}天`;
}

function placeName(place: Place): string {
  if (place === "unknown") return "区不明";
  return place === "elsewhere" ? "不在上海" : shanghaiDistricts[place];
}
