/** GB/T 2260 codes of Shanghai's sixteen districts, as of 2024. */
export const districtCodes = [
  "310101",
  "310104",
  "310105",
  "310106",
  "310107",
  "310109",
  "310110",
  "310112",
  "310113",
  "310114",
  "310115",
  "310116",
  "310117",
  "310118",
  "310120",
  "310151",
] as const;

export type DistrictCode = (typeof districtCodes)[number];

export const shanghaiDistricts: Readonly<Record<DistrictCode, string>> = {
  "310101": "黄浦区",
  "310104": "徐汇区",
  "310105": "长宁区",
  "310106": "静安区",
  "310107": "普陀区",
  "310109": "虹口区",
  "310110": "杨浦区",
  "310112": "闵行区",
  "310113": "宝山区",
  "310114": "嘉定区",
  "310115": "浦东新区",
  "310116": "金山区",
  "310117": "松江区",
  "310118": "青浦区",
  "310120": "奉贤区",
  "310151": "崇明区",
};

/** Codes that GB/T 2260 has abolished, and the district that took each over; registers still hold them. */
const successors: Readonly<Record<string, DistrictCode>> = {
  "310102": "310101", // 南市区, 2000
  "310103": "310101", // 卢湾区, 2011
  "310108": "310106", // 闸北区, 2015
  "310111": "310113", // 吴淞区, 1988
  "310119": "310115", // 南汇区, 2009
  "310221": "310112", // 上海县, 1992
  "310222": "310114", // 嘉定县
  "310223": "310113", // 宝山县
  "310224": "310115", // 川沙县
  "310225": "310115", // 南汇县
  "310226": "310120", // 奉贤县
  "310227": "310117", // 松江县
  "310228": "310116", // 金山县
  "310229": "310118", // 青浦县
  "310230": "310151", // 崇明县, 2016
};

/** A code as today's districts count it: an abolished one becomes its successor, any other stays. */
export function presentDistrict(code: string): string {
  return successors[code] ?? code;
}
