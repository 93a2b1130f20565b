import { expect, test } from "vitest";
import { hasPrivateCharacters, writtenName } from "./written-name.ts";

test.each([
  ["\ue81e", "龴"],
  ["王\ue864\ue816", "王龻𠂇"],
])("what an older register wrote in the private use area stands in its place: %j", (old, name) => {
  expect(writtenName(old)).toBe(name);
  expect(hasPrivateCharacters(old)).toBe(false);
});

test.each(["㛃𬭚", "郎\uf92c", "欧阳·阿依古丽", "O’Brien"])("%j stays as it is", (name) => {
  expect(writtenName(name)).toBe(name);
  expect(hasPrivateCharacters(name)).toBe(false);
});

test.each(["王\ue000", "王\u{f0000}"])("%j can be shown nowhere", (name) => {
  expect(writtenName(name)).toBe(name);
  expect(hasPrivateCharacters(name)).toBe(true);
});

test("the old places are those of GB 18030 as everybody decodes it", () => {
  const bytes = new Uint8Array([0xfe, 0x59, 0xfe, 0x51, 0xfe, 0xa0]);
  const decoded = new TextDecoder("gb18030").decode(bytes);
  expect(["\ue81e\ue816\ue864", "龴\ue816龻", "龴𠂇龻"]).toContain(decoded);
  expect(writtenName(decoded)).toBe("龴𠂇龻");
});
