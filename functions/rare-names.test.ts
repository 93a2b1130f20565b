import { afterAll, beforeAll, expect, test } from "vitest";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { signIn, withIdentities } from "#shared/testing/identities.ts";
import { reportContact, reportPerson, resident } from "#shared/testing/people.ts";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev(withIdentities());
  await dev.tick();
});
afterAll(async () => dev.close());

test("a name of rare characters is masked by characters, shown whole where it is shown, and paid under to the letter", async () => {
  const subject = resident("1950-04-04", 811);
  await reportContact(dev, subject, "0811");
  // Its first character, from an older register, stands in the private use area; the last two lie beyond 16 bits.
  const name = "\ue81e𬭚𫖯";
  const account = { bank: "上海银行", number: "6222000000000811", holder: name };
  const say = (data: object) => [
    { type: "contact.reported.v1" as const, data: { subject, ...data } },
  ];
  await dev.department("public-security").send(say({ name }));
  await dev.department("human-resources").send(say({ account }));
  await reportPerson(dev, subject, { birthDate: "1950-04-04", hukouDistrict: "310101" });
  await dev.tick();
  const message = (await dev.messages()).find(({ to }) => to === "13800000811");
  await decide(dev, await openOffer(dev, message?.link ?? ""), "confirm");
  await dev.tick();
  expect(
    (await dev.instructions()).find(({ payee }) => payee?.account.endsWith("0811")),
  ).toMatchObject({ payee: { name: "龴𬭚𫖯" } });
  const { browser } = await signIn(dev, subject, "/me");
  const own = await (await browser.get("/me")).text();
  expect(own).toContain("龴**");
  expect(own).not.toContain("𬭚");
  expect(own).not.toMatch(/[\ud800-\udfff](?![\udc00-\udfff])\*/);
});
