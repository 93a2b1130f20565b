import type { PolicyDetail } from "#shared/contract/policy-detail.schema.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { Facts } from "#shared/web/components/facts.tsx";
import { costSharesText, guaranteeText } from "../money-words.ts";
import { leadName } from "../words.ts";

/** Who answers for it, who helps, who bears the cost. */
export function Responsible({ detail }: { detail: PolicyDetail }) {
  const { supportingDepartments, responsibleUnit, personInCharge, itemCode } = detail;
  const shares = costSharesText(detail);
  return (
    <Facts
      facts={[
        { label: "牵头部门", value: leadName(detail) },
        {
          label: "责任处室",
          value: `${responsibleUnit}，${personInCharge}`,
        },
        ...(supportingDepartments.length === 0
          ? []
          : [
              {
                label: "配合部门",
                value: supportingDepartments.map((id) => departmentNames[id]).join("、"),
              },
            ]),
        { label: "类别", value: `${detail.category}，${detail.benefitClass}类` },
        {
          label: "资金",
          value: `${guaranteeText(detail)}${shares === undefined ? "" : `；经费分担：${shares}`}`,
        },
        { label: "事项编码", value: itemCode ?? "没有查到" },
        { label: "联系", value: detail.contact },
      ]}
    />
  );
}
