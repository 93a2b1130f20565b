import { formatDay } from "#shared/calendar/format.ts";
import { civilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { PolicyDetail, PolicyVersion } from "#shared/contract/policies.schema.ts";
import { departmentNames, type DepartmentId } from "#shared/identity/departments.ts";
import { Facts } from "#shared/web/components/facts.tsx";
import type { Page } from "#shared/web/page.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { Badges } from "./badges.tsx";
import { eligibilityClauses } from "./clauses.ts";
import { JudgedSo } from "./judged-so.tsx";
import { policyDetail, shownVersion } from "./policy-view.ts";
import { arrivals, catalogueName, grounds, modeNames } from "./words.ts";

/** One policy for everybody: who, what, how, by which data, and what to do when it does not come. */
export function policyPage(policy: Policy, on: CivilDate): Page {
  const detail = policyDetail(policy, on);
  const version = shownVersion(policy, on);
  const lead = departmentNames[detail.leadDepartment];
  return {
    title: policy.title,
    speaker: catalogueName,
    homeHref: "/",
    body: (
      <>
        <p class="lead">{lead}</p>
        <h1>{policy.title}</h1>
        <Badges item={detail} />
        <h2>谁可以享受</h2>
        <Eligibility clauses={eligibilityClauses(version)} />
        <LeftToPeople texts={version.leftToPeople} />
        <h2>享受什么</h2>
        <p>{version.amountInWords}</p>
        <JudgedSo policy={policy} version={version} on={on} />
        <h2>怎么到</h2>
        <p>{arrivals[version.mode]}</p>
        <p>{fulfilmentText(policy)}</p>
        <h2>需要哪些数据</h2>
        <p>由下列部门提供，您不用提供。</p>
        <Facts
          facts={[...requirementByDepartment(detail)].map(([department, labels]) => ({
            label: departmentNames[department],
            value: labels.join("、"),
          }))}
        />
        <h2>没有收到怎么办</h2>
        <p>
          数据不全时，系统可能找不到您。您仍可按原渠道申请：
          {policy.ordinaryChannel.url === undefined ? (
            policy.ordinaryChannel.text
          ) : (
            <a href={policy.ordinaryChannel.url}>{policy.ordinaryChannel.text}</a>
          )}
          。
        </p>
        <p>认为判断有误的，请联系{policy.contact}，由工作人员复核。</p>
        <h2>依据和历次版本</h2>
        {detail.versions.map((each) => (
          <VersionText version={each} />
        ))}
      </>
    ),
  };
}

function Eligibility({ clauses }: { clauses: readonly string[] }) {
  return (
    <>
      {clauses.length > 1 ? <p>同时符合：</p> : null}
      <Bullets texts={clauses} />
    </>
  );
}

/** Each department's facts together, in the order in which the rule first needs them. */
function requirementByDepartment({ dataRequirement }: PolicyDetail): Map<DepartmentId, string[]> {
  const labels = new Map<DepartmentId, string[]>();
  for (const { steward, label } of dataRequirement) {
    labels.set(steward, [...(labels.get(steward) ?? []), label]);
  }
  return labels;
}

function Bullets({ texts }: { texts: readonly string[] }) {
  return (
    <ul>
      {texts.map((text) => (
        <li>{text}</li>
      ))}
    </ul>
  );
}

function LeftToPeople({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <>
      <h3>不由系统判断，由工作人员处理</h3>
      <Bullets texts={texts} />
    </>
  );
}

function fulfilmentText({ fulfilment }: Policy): string {
  const payer = departmentNames[fulfilment.payer];
  switch (fulfilment.kind) {
    case "payment":
      return `由${payer}在${fulfilment.payWithinWorkingDays}个工作日内发放。`;
    case "service":
      return `由${payer}提供。`;
  }
  return fulfilment satisfies never;
}

function VersionText({ version }: { version: PolicyVersion }) {
  const { source } = version;
  return (
    <>
      <h3>
        {formatDay(civilDate(version.from))}起
        {version.until === undefined ? "" : `，到${formatDay(civilDate(version.until))}`}
        {version.statusLabel === undefined ? "" : `（${version.statusLabel}）`}
      </h3>
      <Facts
        facts={[
          {
            label: "依据",
            value: (
              <>
                {source.url === undefined ? (
                  source.document
                ) : (
                  <a href={source.url}>{source.document}</a>
                )}
                “{source.clause}”
                {source.note === undefined ? null : <p class="small quiet">{source.note}</p>}
              </>
            ),
          },
          { label: "标准", value: version.amountInWords },
          { label: "方式", value: `${modeNames[version.mode]}（${grounds[version.ground]}）` },
        ]}
      />
    </>
  );
}
