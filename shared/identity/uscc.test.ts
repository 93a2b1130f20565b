import { describe, expect, it } from "vitest";
import { checkUscc } from "./uscc.ts";

describe("a unified social credit code", () => {
  it.each([
    "91319900000000019N",
    "91319900000000027H",
    "923199000000000359",
    "523199000000000438",
    "513199000000000516",
    "5331990000000006XP",
    "113199000000000782",
    "12319900000000086R",
    "31319900000000094M",
    "933199000000000A24",
    "813199000000000B06",
    "91350100M000100Y43",
    // Made up so that the weighted sum is a multiple of 31.
    "913199000000000020",
  ])("%s has the right check character", (id) => {
    expect(checkUscc(id)).toEqual({
      ok: true,
      id,
      checkCharacter: "right",
      category: id.slice(0, 2),
    });
  });

  it("a wrong check character is told and is no failure", () => {
    expect(checkUscc("91350100M000100Y4A")).toEqual({
      ok: true,
      id: "91350100M000100Y4A",
      checkCharacter: "wrong",
      category: "91",
    });
  });

  it("letters are upper-cased", () => {
    expect(checkUscc("91350100m000100y43")).toMatchObject({
      id: "91350100M000100Y43",
      checkCharacter: "right",
    });
  });

  it.each([
    ["91350100M000100Y4", "length"],
    ["91350100M000100Y433", "length"],
    ["", "length"],
    ["91350100O000100Y43", "characters"],
    ["91350100I000100Y43", "characters"],
    ["91350100S000100Y43", "characters"],
    ["91350100V000100Y43", "characters"],
    ["91350100Z000100Y43", "characters"],
    ["9135010AM000100Y43", "characters"],
    ["91350100-000100Y43", "characters"],
    // These upper-case to S and to two letters.
    ["91350100ſ000100Y43", "characters"],
    ["91350100ß000100Y43", "characters"],
  ])("%j is refused for its %s", (text, because) => {
    expect(checkUscc(text)).toEqual({ ok: false, because });
  });

  it("exactly one check character fits", () => {
    const passing = Array.from("0123456789ABCDEFGHJKLMNPQRTUWXY", (last) =>
      checkUscc(`91350100M000100Y4${last}`),
    ).filter((check) => check.ok && check.checkCharacter === "right");
    expect(passing).toHaveLength(1);
  });
});
