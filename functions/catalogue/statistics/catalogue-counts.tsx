import { policyLevels, policyModes } from "#shared/contract/policies.schema.ts";
import type { Statistics } from "#shared/contract/statistics.schema.ts";
import { policyStages } from "#shared/db/enumerations.ts";
import { stageNames } from "#shared/stages/stage.ts";
import { isOpen } from "../policy-item.ts";
import { levelNames, modeNames } from "../words.ts";
import { Bars } from "./bars.tsx";

type Catalogue = Statistics["catalogue"];
type Count = Catalogue["counts"][number];

/** How many policies are in which stage, by mode and by level. These are policies and not people: nothing is hidden. */
export function CatalogueCounts({
  catalogue: { policies, automatic, counts },
}: {
  catalogue: Catalogue;
}) {
  const total = (holds: (count: Count) => boolean): number =>
    counts.filter(holds).reduce((sum, count) => sum + count.policies, 0);
  const stages = policyStages.filter((stage) => total(({ status }) => status === stage) > 0);
  const levels = policyLevels.filter((one) => total(({ level }) => level === one) > 0);
  return (
    <>
      <p>
        目录里共有{policies}项政策，其中<strong>{automatic}项</strong>已经免申即享（包括试点）。
        <a href="/not-yet">其他的为什么还没有</a>
      </p>
      <Bars
        bars={stages.map((stage) => {
          const value = total(({ status }) => status === stage);
          return { label: stageNames[stage], value, text: `${value}项` };
        })}
      />
      <div class="scroll" tabindex={0} role="group" aria-label="按办理方式和阶段的项数">
        <table class="amounts">
          <caption>按办理方式和阶段（项）</caption>
          <thead>
            <tr>
              <th scope="col">办理方式</th>
              {stages.map((stage) => (
                <th scope="col">{stageNames[stage]}</th>
              ))}
              <th scope="col">合计</th>
            </tr>
          </thead>
          <tbody>
            {policyModes.map((one) => (
              <tr>
                <th scope="row">{modeNames[one]}</th>
                {stages.map((stage) => (
                  <td>{total(({ mode, status }) => mode === one && status === stage)}</td>
                ))}
                <td>{total(({ mode }) => mode === one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <table class="amounts">
        <caption>按层级（项）</caption>
        <thead>
          <tr>
            <th scope="col">层级</th>
            <th scope="col">已经免申即享</th>
            <th scope="col">合计</th>
          </tr>
        </thead>
        <tbody>
          {levels.map((one) => (
            <tr>
              <th scope="row">{levelNames[one]}</th>
              <td>{total(({ level, status }) => level === one && isOpen({ stage: status }))}</td>
              <td>{total(({ level }) => level === one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
