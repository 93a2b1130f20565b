import { sql } from "drizzle-orm";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { statement } from "#shared/db/statement.ts";
import { districtCodes } from "#shared/identity/districts.ts";
import { policies } from "#shared/policies/index.ts";
import { hasBrowser, phone, startBrowser } from "#shared/testing/browser.ts";
import { browseCatalogue, violationsOf } from "#shared/testing/browse-catalogue.ts";
import { type CatalogueWorld, startCatalogue } from "#shared/testing/catalogue-world.ts";
import { measured } from "#shared/testing/measured.ts";

const desk = { width: 1280, height: 900 } as const;

describe.skipIf(!hasBrowser)("how far the city has come, in a browser", () => {
  let world: CatalogueWorld;
  let browser: Browser;
  beforeAll(async () => {
    [world, browser] = await Promise.all([startCatalogue(), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
  });

  const looks = [
    ["phone-light", phone, "light"],
    ["phone-dark", phone, "dark"],
    ["desk-light", desk, "light"],
    ["desk-dark", desk, "dark"],
  ] as const;

  /** What is wrong with the pages, on a phone and on a desk, light and dark. */
  async function faultsWhen(state: string): Promise<string[]> {
    const faults: string[] = [];
    for (const [name, viewport, colorScheme] of looks) {
      const browsed = await browseCatalogue(browser, world, { viewport, colorScheme });
      for (const path of ["/statistics", "/not-yet"]) {
        await browsed.goto(path);
        const { page } = browsed;
        const folder = process.env["SCREENSHOTS"];
        if (folder !== undefined)
          await page.screenshot({
            path: `${folder}/${state}${path.replace("/", "-")}-${name}.png`,
            fullPage: true,
          });
        const width = await page.evaluate("document.documentElement.scrollWidth");
        const isTooWide = Number(width) > viewport.width;
        const found = [...(await violationsOf(page)), ...(isTooWide ? ["too wide"] : [])];
        faults.push(...found.map((one) => `${path}, ${name}: ${one}`));
      }
      faults.push(...browsed.complaints);
      await browsed.close();
    }
    return faults;
  }

  test("before anything was measured, the pages are whole and axe-core finds nothing", async () => {
    expect(await faultsWhen("empty")).toEqual([]);
  });

  test("with figures of nine digits, hidden groups and plans, axe-core finds nothing", async () => {
    for (const [index, { id, subject }] of policies.entries()) {
      const places = districtCodes.filter((_, at) => (at * 7 + index) % 3 > 0);
      const scale = subject === "person" ? 9001 : 37;
      await measured(
        world.city,
        id,
        Object.fromEntries(
          places.map((code, at) => {
            const benefited = ((at + 1) * (index + 3) * scale) % (at % 4 === 0 ? 7 : 12_007);
            const paidFen = benefited * 123_456;
            const counts = { eligible: 50, unknown: 9, amountFen: 50 * 7_500, benefited, paidFen };
            return [code, { ...counts, waits: { [at + 2]: benefited } }];
          }),
        ),
        [{ fact: "birthDate", people: index * 2, known: 10, subjects: 20 }],
      );
    }
    await statement(
      world.city,
      sql`INSERT INTO obstacle_plans (policy, obstacle, expected_on, note, planned_by, planned_at)
          VALUES ('disabled-parking', 'document', '2027-06-30', '新文件正在征求意见', 'one', 0)`,
    ).run();
    await world.enterStage("disabled-parking", {
      stage: "pilot",
      at: "2026-11-01T00:00:00Z",
      pilot: { districts: ["310101", "310104"] },
    });
    expect(await faultsWhen("full")).toEqual([]);
  });
});
