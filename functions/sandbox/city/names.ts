import type { Random } from "./random.ts";

const surnames = [
  ["陈", 10],
  ["王", 9],
  ["张", 9],
  ["李", 7],
  ["朱", 6],
  ["徐", 6],
  ["周", 6],
  ["沈", 6],
  ["陆", 5],
  ["顾", 5],
  ["杨", 4],
  ["吴", 4],
  ["黄", 4],
  ["刘", 4],
  ["金", 3],
  ["赵", 3],
  ["孙", 3],
  ["姚", 2],
  ["钱", 2],
  ["唐", 2],
  ["施", 2],
  ["奚", 1],
  ["瞿", 1],
  ["欧阳", 1],
  ["司马", 1],
] as const;

const elderMale = ["国", "建", "德", "福", "根", "荣", "明", "志", "林", "宝", "炳", "祥"];
const elderFemale = ["秀", "玉", "凤", "桂", "兰", "珍", "芬", "妹", "英", "娣", "菊", "宝"];
const youngMale = ["浩", "宇", "轩", "晨", "俊", "杰", "磊", "鹏", "涛", "睿", "泽", "文"];
const youngFemale = ["欣", "怡", "婷", "雨", "静", "雯", "悦", "琳", "佳", "梦", "思", "晴"];
/** In names of real people, and in few fonts: U+2B7DC and U+36C3 among them. */
const rare = ["𬭚", "㛃", "𫖯", "喆", "淼", "垚", "翀"];

/** A person's name, of the fashion of the year of birth. */
export function personName(random: Random, sex: "male" | "female", birthYear: number): string {
  const surname = random.weighted(surnames);
  const elder = birthYear < 1970;
  const male = elder ? elderMale : youngMale;
  const female = elder ? elderFemale : youngFemale;
  const characters = sex === "male" ? male : female;
  const first = random.pick(characters);
  if (random.chance(0.02)) return surname + first + random.pick(rare);
  return random.chance(0.25) ? surname + first : surname + first + random.pick(characters);
}

const words = [
  "申",
  "沪",
  "浦",
  "江",
  "海",
  "澄",
  "嘉",
  "瑞",
  "青",
  "禾",
  "恒",
  "新",
  "远",
  "通",
  "和",
  "润",
];

/** An organisation's name; every one says that it is an example 示例. */
export function organisationName(
  random: Random,
  category: string,
  trade: string,
  serial: number,
): string {
  const word = random.pick(words) + random.pick(words);
  const number = String(serial).padStart(3, "0");
  switch (category) {
    case "92":
      return `上海示例${word}${trade}店（${number}）`;
    case "52":
      return `上海示例${word}${trade}服务中心（${number}）`;
    case "53":
      return `上海示例${word}公益基金会（${number}）`;
    case "31":
      return `上海示例${word}律师事务所（${number}）`;
    default:
      return `上海示例${word}${trade}有限公司（${number}）`;
  }
}
