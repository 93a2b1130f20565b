import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageNumber, readMessageNumber } from "./message-number.ts";

const anId = fc
  .array(fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz234567"), { minLength: 28, maxLength: 28 })
  .map((letters) => letters.join(""));

describe("the number of a message", () => {
  it("leads back to the beginning of its id, from the first to the last", () => {
    for (const id of ["a".repeat(28), "7".repeat(28)])
      expect(readMessageNumber(messageNumber(id))).toBe(id.slice(0, 14));
    fc.assert(
      fc.property(anId, (id) => readMessageNumber(messageNumber(id)) === id.slice(0, 14)),
      { numRuns: 2_000 },
    );
  });

  it("has four groups of four, and no character that is taken for another", () => {
    fc.assert(
      fc.property(anId, (id) => {
        expect(messageNumber(id)).toMatch(/^(?:[0-9ACEFHJKMNPRTVWXY]{4} ){3}[0-9A-Y]{4}$/);
      }),
    );
  });

  it("stays the same for ever: it stands in messages that people keep", () => {
    expect(messageNumber("qxabcdefghijklmnopqrstuvwx27")).toMatchInlineSnapshot(
      `"9HJJ ER00 YFV5 46WJ"`,
    );
  });

  it("can be typed as people type: small, full-width, with hyphens or without, O for 0 and S for 5", () => {
    fc.assert(
      fc.property(anId, (id) => {
        const number = messageNumber(id);
        const fullWidth = number.replaceAll(/[^ ]/g, (one) =>
          String.fromCharCode(one.charCodeAt(0) + 0xfee0),
        );
        const misread = number.replaceAll("0", "o").replaceAll("5", "S").replaceAll("1", "l");
        const ways = [
          number.toLowerCase(),
          number.replaceAll(" ", ""),
          ` ${number.replaceAll(" ", "-")}。`,
          fullWidth.replaceAll(" ", "　"),
          misread.replaceAll("8", "B").replaceAll("2", "z").replaceAll("V", "u"),
        ];
        for (const way of ways) expect(readMessageNumber(way)).toBe(id.slice(0, 14));
      }),
    );
  });

  it("is no number once any one character is another", () => {
    const number = messageNumber("qxabcdefghijklmnopqrstuvwx27").replaceAll(" ", "");
    const changed = [...number].flatMap((own, place) =>
      [..."0123456789ACEFHJKMNPRTVWXY"]
        .filter((other) => other !== own)
        .map((other) => number.slice(0, place) + other + number.slice(place + 1)),
    );
    expect(changed).toHaveLength(16 * 25);
    expect(changed.map(readMessageNumber).filter((read) => read !== undefined)).toEqual([]);
  });

  it.each(["", " ", "1234", "验真编号", "0".repeat(15), "0".repeat(17), "Y".repeat(16), "'; DROP"])(
    "is not %o",
    (text) => {
      expect(readMessageNumber(text)).toBeUndefined();
    },
  );
});
