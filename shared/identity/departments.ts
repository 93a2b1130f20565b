/** The bodies that report facts, pay, or are paid through; the ids are fixed by the contract. */
export const departmentIds = [
  "public-security",
  "civil-affairs",
  "human-resources",
  "medical-insurance",
  "health",
  "disabled-persons-federation",
  "veterans-affairs",
  "education",
  "market-regulation",
  "tax",
  "economy-informatisation",
  "science",
  "statistics",
  "credit-centre",
  "government-services",
  "finance",
  "development-reform",
  "state-assets",
  "trade-union",
  "landscaping",
  "utilities",
] as const;

export type DepartmentId = (typeof departmentIds)[number];

/** Official names in full, as a citizen sees them. */
export const departmentNames: Readonly<Record<DepartmentId, string>> = {
  "public-security": "上海市公安局",
  "civil-affairs": "上海市民政局",
  "human-resources": "上海市人力资源和社会保障局",
  "medical-insurance": "上海市医疗保障局",
  health: "上海市卫生健康委员会",
  "disabled-persons-federation": "上海市残疾人联合会",
  "veterans-affairs": "上海市退役军人事务局",
  education: "上海市教育委员会",
  "market-regulation": "上海市市场监督管理局",
  tax: "国家税务总局上海市税务局",
  "economy-informatisation": "上海市经济和信息化委员会",
  science: "上海市科学技术委员会",
  statistics: "上海市统计局",
  "credit-centre": "上海市公共信用信息服务中心",
  // The platform 一网通办 is no body of its own: the Municipal Big Data Center runs it.
  "government-services": "上海市大数据中心",
  finance: "上海市财政局",
  "development-reform": "上海市发展和改革委员会",
  "state-assets": "上海市国有资产监督管理委员会",
  "trade-union": "上海市总工会",
  landscaping: "上海市绿化和市容管理局",
  // Several companies report under one id, as public service units (上海市数据条例 Art. 2).
  utilities: "上海市水电气公共服务单位",
};

export function isDepartmentId(text: string): text is DepartmentId {
  const ids: readonly string[] = departmentIds;
  return ids.includes(text);
}
