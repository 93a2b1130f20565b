import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkResidentId } from "./resident-id.ts";

// Region 319900 is in no year of GB/T 2260, so these are nobody's numbers.
describe("a resident's number", () => {
  it.each([
    ["319900195703080012", "1957-03-08", "male"],
    ["319900195703090026", "1957-03-09", "female"],
    ["319900195202290038", "1952-02-29", "male"],
    ["319900194206010043", "1942-06-01", "female"],
    ["319900193201010058", "1932-01-01", "male"],
    ["319900192203080063", "1922-03-08", "female"],
    ["319900200803080072", "2008-03-08", "male"],
    ["319900200803090086", "2008-03-09", "female"],
    ["31990019700101006X", "1970-01-01", "female"],
    ["319900199912319999", "1999-12-31", "male"],
    // Specimens of the standard.
    ["11010519491231002X", "1949-12-31", "female"],
    ["440524188001010014", "1880-01-01", "male"],
  ])("%s was born on %s and is %s", (id, birthDate, sex) => {
    expect(checkResidentId(id)).toEqual({ ok: true, id, birthDate, sex });
  });

  it("a lower-case x is upper-cased", () => {
    expect(checkResidentId("31990019700101006x")).toMatchObject({ id: "31990019700101006X" });
  });

  it.each([
    ["319900195703080013", "check-digit"],
    ["31990019570308001X", "check-digit"],
    ["31990019570230001X", "date"],
    ["319900195713080012", "date"],
    ["319900000001010012", "date"],
    ["31990019570308001", "length"],
    ["3199001957030800122", "length"],
    ["319900570308001", "length"],
    ["", "length"],
    [" 19900195703080012", "characters"],
    ["31990019570308001Y", "characters"],
    ["3199X0195703080012", "characters"],
    ["３19900195703080012", "characters"],
  ])("%j is refused for its %s", (text, because) => {
    expect(checkResidentId(text)).toEqual({ ok: false, because });
  });

  it("one wrong digit, or two neighbours swapped, never passes", () => {
    const digits = "319900195703080012";
    fc.assert(
      fc.property(fc.nat({ max: 17 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
        const wrong = String((Number(digits.charAt(place)) + shift) % 10);
        const typo = digits.slice(0, place) + wrong + digits.slice(place + 1);
        expect(checkResidentId(typo).ok).toBe(false);
      }),
    );
    for (let place = 0; place < 17; place += 1) {
      const [a = "", b = ""] = digits.slice(place, place + 2);
      const swapped = digits.slice(0, place) + b + a + digits.slice(place + 2);
      expect(checkResidentId(swapped).ok).toBe(a === b);
    }
  });

  it("exactly one check character fits", () => {
    const passing = Array.from("0123456789X", (last) =>
      checkResidentId(`31990019570308001${last}`),
    ).filter(({ ok }) => ok);
    expect(passing).toHaveLength(1);
  });
});
