import { expect, it } from "vitest";
import { readExampleFacts } from "./example-facts.ts";

const person = (json: unknown) => readExampleFacts(JSON.stringify(json), "person");

it("facts are read as the examples of policies write them, with relatives under their relation", () => {
  const facts = {
    birthDate: "1961-03-01",
    hukouDistrict: "conflict",
    child: [{ birthDate: "2015-01-01" }, { birthDate: "missing" }],
    spouse: "missing",
  };
  expect(person(facts)).toEqual({ ok: true, facts });
  const firm = { "insuredHeadcount@2025-12": 3, employee: [] };
  expect(readExampleFacts(JSON.stringify(firm), "organisation")).toEqual({ ok: true, facts: firm });
});

it.each<[string, unknown, string]>([
  ["a name that was mistyped", { birthdate: "1961-03-01" }, "是否为 birthDate？"],
  ["a name that nobody has", { colour: "green" }, "colour：数据字典中没有这项数据，请核对名称。"],
  ["a day that is none", { birthDate: "1961-02-30" }, "birthDate：出生日期的取值应为"],
  ["a value of another type", { veteran: "yes" }, "veteran：退役军人应为true 或 false。"],
  ["a firm's fact", { sizeClass: "micro" }, "sizeClass：这是组织的数据，请从这里删去"],
  ["a firm's relation", { employee: [] }, "employee：这是组织的数据，请从这里删去"],
  ["a relation that is no list", { child: {} }, "child：应为列表，每人一个对象"],
  ["a relative that is no object", { child: ["x"] }, "child[1]应为一个对象"],
  ["a relative's fact", { child: [{}, { birthDate: 1 }] }, "child[2].birthDate：出生日期应为日期"],
  ["a list", [], "文件的内容应为一个对象"],
])("%s is refused, with its place and what to do", (_, json, problem) => {
  expect(person(json)).toEqual({ ok: false, problems: [expect.stringContaining(problem)] });
});

it("a text that is no JSON is refused, and every fault is told at once", () => {
  expect(readExampleFacts("{birthDate: 1}", "person")).toMatchObject({ ok: false });
  expect(person({ colour: 1, veteran: 1 })).toMatchObject({ problems: { length: 2 } });
});
