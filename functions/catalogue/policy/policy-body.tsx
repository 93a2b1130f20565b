import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { PolicyDetail } from "#shared/contract/policy-detail.schema.ts";
import { departmentNames, type DepartmentId } from "#shared/identity/departments.ts";
import { ButtonLink } from "#shared/web/components/buttons.tsx";
import { Facts } from "#shared/web/components/facts.tsx";
import type { PolicyEntry } from "../entry.ts";
import { English } from "../frame.tsx";
import { shownVersion } from "../shown-version.ts";
import { Bullets, Channel, Conditions } from "./parts.tsx";
import { Arrival } from "./arrival.tsx";
import { JudgedSo } from "./judged-so.tsx";
import { OnlyOnce } from "./only-once.tsx";
import { VersionFacts } from "./version-facts.tsx";

/** The five questions that everybody asks, in this order, of what a machine judges; then its ground. */
export function PolicyBody({
  entry,
  detail,
  on,
}: {
  entry: PolicyEntry;
  detail: PolicyDetail;
  on: CivilDate;
}) {
  const { policy } = entry;
  const version = shownVersion(policy, on);
  const [shown, others] = [
    detail.versions.filter(({ id }) => id === version.id),
    detail.versions.filter(({ id }) => id !== version.id),
  ];
  return (
    <>
      <p>
        <ButtonLink href={`/policies/${detail.id}/check`} outlined>
          我符合吗？
        </ButtonLink>
      </p>
      <h2>谁可以享受</h2>
      <English>Who: {detail.english.who}</English>
      <Conditions texts={detail.conditions} />
      <OnlyOnce detail={detail} />
      {version.leftToPeople.length === 0 ? null : (
        <>
          <h3>不由系统判断，由工作人员处理</h3>
          <Bullets texts={version.leftToPeople} />
        </>
      )}
      <h2>享受什么</h2>
      <English>What: {detail.english.what}</English>
      <p>
        <strong>{detail.amountInWords}</strong>
      </p>
      <JudgedSo policy={policy} version={version} on={on} />
      <h2>怎么到账</h2>
      <English>How: {detail.english.how}</English>
      <Arrival detail={detail} />
      <h2>缺什么数据</h2>
      <English>
        Data: these departments supply it. What is missing never counts as a no; it waits.
      </English>
      <p>需要下列数据，由这些部门提供，您不用提供。缺了哪一项都不会当作不符合，等补齐再判断。</p>
      <Facts
        facts={[...requirementByDepartment(detail)].map(([department, labels]) => ({
          label: departmentNames[department],
          value: labels.join("、"),
        }))}
      />
      <h2>不符合怎么办</h2>
      <English>Otherwise: {detail.english.otherwise}</English>
      <p>
        {detail.inForce
          ? "数据不全时，系统可能找不到您。您仍可按原渠道申请："
          : "目前不在有效期内。有效期内的权利还能不能办理，请向原渠道咨询："}
        <Channel channel={detail.ordinaryChannel} />。
      </p>
      <p>
        登记的情况有误，请向上面提供数据的部门更正，更正以后会重新判断。认为判断有误的，请联系
        {detail.contact}，由工作人员复核。
      </p>
      <h2>依据</h2>
      {shown.map((each) => (
        <VersionFacts version={each} />
      ))}
      {others.length === 0 ? null : (
        <details>
          <summary>其他版本（{others.length}个）</summary>
          {others.map((each) => (
            <VersionFacts version={each} withAmount />
          ))}
          {detail.gaps.map(({ from, until, note }) => (
            <p class="small quiet">
              {from}至{until}没有版本：{note}。
            </p>
          ))}
        </details>
      )}
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
