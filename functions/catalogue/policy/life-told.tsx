import type { PolicyDetail, StageEntered } from "#shared/contract/policy-detail.schema.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { Facts } from "#shared/web/components/facts.tsx";

/** Every stage that the policy has entered, the newest first, with the reason that was given. */
export function LifeTold({ detail: { stages } }: { detail: PolicyDetail }) {
  if (stages.length === 0) return null;
  return (
    <>
      <h2>阶段变化</h2>
      <Facts
        facts={stages.map((stage) => ({
          label: dayText(stage),
          value: `${stage.name}：${stage.reason}`,
        }))}
      />
    </>
  );
}

function dayText({ since }: StageEntered): string {
  return since === undefined ? "日期没有记录" : formatPlainDay(shanghaiDay(new Date(since)));
}
