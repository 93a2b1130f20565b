import type { DepartmentId } from "./departments.ts";

/** The names of departments as English messages tell them: in the letters that every phone has. */
export const departmentNamesInEnglish: Readonly<Record<DepartmentId, string>> = {
  "public-security": "Shanghai Municipal Public Security Bureau",
  "civil-affairs": "Shanghai Civil Affairs Bureau",
  "human-resources": "Shanghai Human Resources and Social Security Bureau",
  "medical-insurance": "Shanghai Healthcare Security Bureau",
  health: "Shanghai Municipal Health Commission",
  "disabled-persons-federation": "Shanghai Disabled Persons' Federation",
  "veterans-affairs": "Shanghai Veterans Affairs Bureau",
  education: "Shanghai Municipal Education Commission",
  "market-regulation": "Shanghai Administration for Market Regulation",
  tax: "Shanghai Tax Service",
  "economy-informatisation": "Shanghai Commission of Economy and Informatization",
  science: "Science and Technology Commission of Shanghai",
  statistics: "Shanghai Bureau of Statistics",
  "credit-centre": "Shanghai Public Credit Information Service Center",
  "government-services": "Shanghai Big Data Center",
  finance: "Shanghai Municipal Finance Bureau",
  "development-reform": "Shanghai Development and Reform Commission",
  "state-assets": "Shanghai State-owned Assets Commission",
  "trade-union": "Shanghai Federation of Trade Unions",
  landscaping: "Shanghai Landscaping and City Appearance Bureau",
  utilities: "Shanghai public utilities",
};
