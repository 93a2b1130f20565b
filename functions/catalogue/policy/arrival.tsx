import type { PolicyDetail } from "#shared/contract/policy-detail.schema.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { Channel } from "./parts.tsx";

/** How it arrives, as it is said to the person; nothing is promised that the stage does not keep. */
export function Arrival({ detail }: { detail: PolicyDetail }) {
  return (
    <>
      <StageFirst detail={detail} />
      <p>{arrivalText(detail)}</p>
      {detail.fulfilment === undefined ? null : <p>{fulfilmentText(detail.fulfilment)}</p>}
      <p>办理时限：{detail.handlingTime}。</p>
    </>
  );
}

function StageFirst({ detail: { status, inForce, ordinaryChannel } }: { detail: PolicyDetail }) {
  if (!inForce) return <p>目前不在有效期内，现在不办理。在有效期内是这样：</p>;
  switch (status) {
    case "listed":
    case "ready":
      return (
        <p>
          目前请按原渠道办理：
          <Channel channel={ordinaryChannel} />
          。实行免申即享以后是这样：
        </p>
      );
    case "pilot":
      return (
        <p>
          不在试点范围内的，目前按原渠道办理：
          <Channel channel={ordinaryChannel} />
          。在试点范围内的：
        </p>
      );
    case "paused":
      return <p>暂停期间不兑现；恢复以后会重新核对，不用您再提出。平时是这样：</p>;
    case "retired":
      return <p>已经终止，不再兑现。终止以前是这样：</p>;
    case "live":
      return null;
  }
  return status satisfies never;
}

function arrivalText({ mode, confirmationWindowDays, scanTerms }: PolicyDetail): string {
  switch (mode) {
    case "direct":
      return "符合条件的，直接兑现，不用申请，不用确认。兑现前会告诉您，不想要的可以选“不领取”。";
    case "confirm":
      return `符合条件的，会收到一条消息。${confirmationWindowDays === undefined ? "" : `${confirmationWindowDays}天内`}确认一次即可，不用填表，不用交材料。`;
    case "scan":
      return `到现场出示随申码，扫码核验后当场享受，不用另带证件。${scanTerms === undefined ? "" : `${scanTerms}。`}`;
    case "application":
      return "按原渠道申请。";
  }
  return mode satisfies never;
}

function fulfilmentText({
  kind,
  department,
  withinWorkingDays,
}: NonNullable<PolicyDetail["fulfilment"]>): string {
  const payer = departmentNames[department];
  switch (kind) {
    case "payment":
      return `由${payer}在${withinWorkingDays ?? 10}个工作日内发放。`;
    case "reduction":
      return `由${payer}在账单、租金或者申报中直接减免。`;
    case "refund":
      return `由${payer}在账单中退回。`;
    case "service":
      return `由${payer}提供。`;
    case "certificate":
      return `由${payer}发给证书。`;
  }
  return kind satisfies never;
}
