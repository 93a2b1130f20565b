import type { PolicyDetail } from "#shared/contract/policy-detail.schema.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { lifeEvents } from "#shared/rules/listing.ts";
import { csvOf } from "#shared/web/csv.ts";
import { costSharesText, fulfilmentNames, guaranteeText } from "../money-words.ts";
import { stageName } from "../stage-words.ts";
import { leadName, levelNames, modeNames, placeName, subjectNames } from "../words.ts";

type Column = readonly [head: string, cell: (detail: PolicyDetail) => string | undefined];

const columns: readonly Column[] = [
  ["编号", ({ id }) => id],
  ["名称", ({ title }) => title],
  ["英文名称", ({ titleEn }) => titleEn],
  ["层级", ({ level }) => levelNames[level]],
  ["地区", (detail) => (detail.district === undefined ? "全市" : placeName(detail))],
  ["牵头部门", leadName],
  ["配合部门", ({ supportingDepartments }) => listed(supportingDepartments, departmentNames)],
  ["责任处室", ({ responsibleUnit }) => responsibleUnit],
  ["负责人", ({ personInCharge }) => personInCharge],
  ["政策类别", ({ category }) => category],
  ["受益方式", ({ benefitClass }) => benefitClass],
  ["服务对象", ({ subject }) => subjectNames[subject]],
  ["事项", ({ lifeEvents: events }) => events.map((event) => lifeEvents[event].zh).join("、")],
  ["办理方式", ({ mode }) => modeNames[mode]],
  ["阶段", (detail) => stageName(detail.status, detail)],
  ["阶段说明", ({ statusInWords }) => statusInWords],
  ["条件", ({ conditions }) => conditions.join("；")],
  ["标准", ({ amountInWords }) => amountInWords],
  ["兑现方式", ({ fulfilment }) => fulfilment && fulfilmentNames[fulfilment.kind]],
  ["经费分担", costSharesText],
  ["保障方式", guaranteeText],
  ["办理时限", ({ handlingTime }) => handlingTime],
  ["有效期起", ({ from }) => from],
  ["有效期止", ({ until }) => until],
  ["目前有效", ({ inForce }) => (inForce ? "是" : "否")],
  ["依据文件", ({ source }) => source.document],
  ["条款", ({ source }) => source.clause],
  ["网址", ({ source }) => source.url],
  ["依据状态", ({ evidence }) => (evidence === "sample" ? "示例，不作为正式依据" : "有依据")],
  ["事项编码", ({ itemCode }) => itemCode ?? undefined],
  ["所需数据", ({ dataRequirement }) => dataRequirement.map(({ label }) => label).join("、")],
  ["由人判断的原因", ({ whyByPeople }) => whyByPeople],
  ["原渠道", ({ ordinaryChannel }) => ordinaryChannel.text],
  ["联系方式", ({ contact }) => contact],
];

/** The entries as a table for spreadsheets. */
export function policiesCsv(details: readonly PolicyDetail[]): string {
  return csvOf([
    columns.map(([head]) => head),
    ...details.map((detail) => columns.map(([, cell]) => cell(detail) ?? "")),
  ]);
}

function listed<Key extends string>(keys: readonly Key[], names: Readonly<Record<Key, string>>) {
  return keys.map((key) => names[key]).join("、");
}
