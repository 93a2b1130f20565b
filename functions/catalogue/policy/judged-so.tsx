import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { figuresOfVersion, validityText } from "#shared/explanations/figures-in-words.ts";
import { publicBoundaries, type PublicBoundary } from "#shared/explanations/public-boundaries.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import type { FigureUsed } from "#shared/rules/judgement.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { Facts } from "#shared/web/components/facts.tsx";

/** So many thresholds stand on the page by themselves; the others are folded, for the five questions are not to be torn apart. */
const shownAtOnce = 1;

/** How the rule is judged: its thresholds from both sides, and the figures that it takes from elsewhere. */
export function JudgedSo({
  policy,
  version,
  on,
}: {
  policy: Policy;
  version: Version;
  on: CivilDate;
}) {
  const pairs = publicBoundaries(policy, version);
  const folded = pairs.slice(shownAtOnce);
  return (
    <>
      <h3>这样判断</h3>
      <p>按上面的条件逐条核对。缺少数据的，等数据补齐再判断，不会当作不符合。</p>
      {pairs[0] === undefined ? null : (
        <>
          <p>举例：每组两例只差一步，按{formatPlainDay(pairs[0].on)}的情况判断。</p>
          <Pairs pairs={pairs.slice(0, shownAtOnce)} />
        </>
      )}
      {folded.length === 0 ? null : (
        <details>
          <summary>再看{folded.length}组</summary>
          <Pairs pairs={folded} />
        </details>
      )}
      <Figures figures={figuresOfVersion(version, on)} />
    </>
  );
}

function Pairs({ pairs }: { pairs: readonly PublicBoundary[] }) {
  return (
    <Facts
      facts={pairs.map(({ threshold, sides, alike }) => ({
        label: threshold,
        value: (
          <>
            {sides.map(({ who, gets }) => (
              <p>
                {who}：<strong>{gets}</strong>
              </p>
            ))}
            {alike === "" ? null : <p class="small quiet">其他情况相同：{alike}</p>}
          </>
        ),
      }))}
    />
  );
}

function Figures({ figures }: { figures: readonly FigureUsed[] }) {
  if (figures.length === 0) return null;
  return (
    <>
      <h3>采用的标准</h3>
      <Facts
        facts={figures.map((figure) => ({
          label: figure.label,
          value:
            figure.text === undefined ? (
              `目前没有数值，等待${departmentNames[figure.publisher]}公布`
            ) : (
              <>
                <p>
                  <strong>{figure.text}</strong>
                  {figure.status === "sample" ? "（示例）" : ""}
                </p>
                <p class="small quiet">
                  {validityText(figure)}，依据{figure.source?.document}
                </p>
              </>
            ),
        }))}
      />
    </>
  );
}
