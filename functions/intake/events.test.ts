import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Content, type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { organisation, resident } from "#shared/testing/people.ts";
import { readSecrets } from "../sandbox/start/outside.command.ts";

let dev: Dev;
let secret: string;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  secret = (await readSecrets(dev.fetch)).get("public-security") ?? "";
});
afterAll(async () => dev.close());

const person = resident("1960-01-01", 701);
const facts = (values: Record<string, unknown>, more: object = {}): Content =>
  ({ type: "facts.reported.v1", data: { subject: person, facts: values }, ...more }) as Content;

async function statusesOf(
  events: Content[],
  department: Parameters<Dev["department"]>[0] = "public-security",
): Promise<string[]> {
  return (await dev.department(department).send(events)).map(
    ({ status, problem }) => problem?.type ?? status,
  );
}

async function signed(body: string, headers: Record<string, string> = {}): Promise<Response> {
  const now = await dev.clock();
  return dev.fetch("/v1/departments/public-security/events", {
    method: "POST",
    headers: {
      "content-type": "application/cloudevents-batch+json",
      "webhook-id": "msg_1",
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign("msg_1", now, body),
      ...headers,
    },
    body,
  });
}

describe("each event has its own result", () => {
  test("new, repeated, reused and outdated events are told apart; nothing else is in a result", async () => {
    const event = facts({ sex: "male" }, { id: "e1", time: "2026-11-16T01:00:00Z" });
    expect(await statusesOf([event])).toEqual(["accepted"]);
    expect(await statusesOf([event])).toEqual(["duplicate"]);
    expect(
      await statusesOf([facts({ sex: "female" }, { id: "e1", time: "2026-11-16T01:00:00Z" })]),
    ).toEqual(["/problems/event-id-reused"]);
    expect(
      await statusesOf([facts({ sex: "female" }, { id: "e2", time: "2026-11-15T01:00:00Z" })]),
    ).toEqual(["stale"]);
    expect(
      await statusesOf([facts({ sex: "male" }, { id: "e3", time: "2026-11-16T01:30:00Z" })]),
    ).toEqual(["accepted"]);
    const [result] = await dev
      .department("public-security")
      .send([facts({ sex: "male" }, { id: "e4" })]);
    expect(result).toEqual({ id: "e4", status: "accepted" });
  });

  test("one bad event never blocks the others, and the order is the batch's", async () => {
    const statuses = await statusesOf([
      facts({ birthDate: "1960-01-01" }, { id: "a" }),
      facts({ shoeSize: 43 }, { id: "b" }),
      facts({ birthDate: "1960-02-30" }, { id: "c" }),
      facts({ minimumLivingAllowance: true }, { id: "d" }),
      facts({ residenceDistrict: "310101" }, { id: "e", time: "2026-11-16T02:30:00Z" }),
      {
        ...facts({ sex: "male" }, { id: "f" }),
        data: { subject: { ...person, id: "319900195703080013" }, facts: { sex: "male" } },
      } as Content,
      facts({ residenceDistrict: "310104" }, { id: "g" }),
    ]);
    expect(statuses).toEqual([
      "accepted",
      "/problems/unknown-fact",
      "/problems/invalid-event",
      "/problems/not-the-steward",
      "/problems/time-in-future",
      "/problems/invalid-subject",
      "accepted",
    ]);
  });

  test("a wrong check character of an organisation is accepted with a warning", async () => {
    const subject = { kind: "organisation", idType: "uscc", id: "91350100M000100Y4A" } as const;
    const [result] = await dev
      .department("market-regulation")
      .send([
        { type: "facts.reported.v1", data: { subject, facts: { establishedOn: "2020-01-01" } } },
      ]);
    expect(result).toMatchObject({
      status: "accepted",
      warning: expect.stringContaining("check character"),
    });
  });

  test("a name with private use characters is accepted with a warning, one of an older register without", async () => {
    const named = (name: string): Content => ({
      type: "contact.reported.v1",
      data: { subject: person, name },
    });
    const results = await dev
      .department("public-security")
      .send([named("王\ue000"), named("王\ue81e"), named("㛃𬭚")]);
    expect(results).toEqual([
      expect.objectContaining({
        status: "accepted",
        warning: expect.stringContaining("GB 18030-2022"),
      }),
      { id: expect.any(String), status: expect.any(String) },
      { id: expect.any(String), status: expect.any(String) },
    ]);
  });

  test("each field of contact has its steward", async () => {
    const contact = (data: object): Content =>
      ({ type: "contact.reported.v1", data: { subject: person, ...data } }) as Content;
    const account = { bank: "上海银行", number: "6222000000000701", holder: "王建国" };
    expect(
      await statusesOf([
        contact({ name: "王建国" }),
        contact({ phone: "13800000701" }),
        contact({ account }),
        contact({}),
      ]),
    ).toEqual([
      "accepted",
      "/problems/not-the-steward",
      "/problems/not-the-steward",
      "/problems/invalid-event",
    ]);
    expect(await statusesOf([contact({ account })], "human-resources")).toEqual(["accepted"]);
    expect(await statusesOf([contact({ account })], "tax")).toEqual(["/problems/not-the-steward"]);
    const premiums = { subject: organisation, premiumAccount: account };
    expect(await statusesOf([contact(premiums)])).toEqual(["/problems/not-the-steward"]);
    expect(
      await statusesOf([contact(premiums), contact({ premiumAccount: account })], "tax"),
    ).toEqual(["accepted", "/problems/invalid-event"]);
  });

  test("a register is reported by its steward, and only ever later", async () => {
    const register = (completeAsOf: string, id: string): Content => ({
      type: "register.reported.v1",
      id,
      time: "2026-11-16T01:00:00Z",
      data: { fact: "deathDate", completeAsOf },
    });
    expect(
      await statusesOf([
        register("2026-11-16T00:00:00Z", "r1"),
        register("2026-11-15T00:00:00Z", "r2"),
        register("2026-11-16", "r3"),
      ]),
    ).toEqual(["accepted", "stale", "stale"]);
    expect(await statusesOf([register("2026-11-16T00:00:00Z", "r1")])).toEqual(["duplicate"]);
    expect(await statusesOf([register("2026-11-16T01:00:00Z", "r9")], "health")).toEqual([
      "/problems/not-the-steward",
    ]);
  });

  test("a report of an unknown instruction, or of another department's, changes nothing", async () => {
    const report: Content = {
      type: "fulfilment.reported.v1",
      data: {
        endToEndId: "aaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        result: "paid",
        at: "2026-11-16T01:00:00Z",
      },
    };
    expect(await statusesOf([report], "civil-affairs")).toEqual(["/problems/unknown-instruction"]);
  });

  test("a withdrawn fact is unknown again", async () => {
    expect(
      await statusesOf([
        facts({ hukouDistrict: "310101" }, { time: "2026-11-16T01:00:00Z" }),
        facts({ hukouDistrict: null }, { time: "2026-11-16T01:10:00Z" }),
      ]),
    ).toEqual(["accepted", "accepted"]);
  });
});

describe("the whole request", () => {
  test("what is no JSON, no batch or an empty one is 400, and says what to do", async () => {
    for (const body of ["{", "{}", "[]", '"x"']) {
      const response = await signed(body);
      expect([body, response.status]).toEqual([body, 400]);
      expect(await response.json()).toMatchObject({
        type: "/problems/invalid-request",
        detail: expect.stringContaining("Nothing was done"),
      });
    }
  });

  test("more than 500 events are 413", async () => {
    expect((await signed(`[${Array.from({ length: 501 }, () => "{}").join(",")}]`)).status).toBe(
      413,
    );
  });

  test("a single event is taken as such", async () => {
    const event = {
      specversion: "1.0",
      id: "single",
      source: "urn:test",
      time: "2026-11-16T01:00:00Z",
      ...facts({ sex: "male" }),
    };
    const response = await signed(JSON.stringify(event), {
      "content-type": "application/cloudevents+json; charset=utf-8",
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ results: [{ id: "single" }] });
  });

  test("a body that was changed after signing is 401", async () => {
    const body = JSON.stringify([{ a: 1 }]);
    const now = await dev.clock();
    const response = await signed(`${body} `, {
      "webhook-signature": new Webhook(secret).sign("msg_1", now, body),
    });
    expect(response.status).toBe(401);
  });

  test("two keys are active while one rotates, and a third retires the oldest", async () => {
    const [one, two] = [
      await dev.staff("operations", "government-services", { person: "o1" }),
      await dev.staff("operations", "government-services", { person: "o2" }),
    ];
    const add = async (keyId: string, value: string) => {
      const proposed = await dev.post(
        "/v1/console/proposals",
        {
          kind: "department-key",
          payload: { department: "public-security", keyId, secret: value },
        },
        one,
      );
      const { id } = (await proposed.json()) as { id: string };
      return (await dev.post(`/v1/console/proposals/${id}/decision`, { decision: "approve" }, two))
        .status;
    };
    const second = `whsec_${btoa("second key of 24 bytes !")}`;
    const third = `whsec_${btoa("third key of 24 bytes !!")}`;
    const body = JSON.stringify([
      {
        ...facts({ sex: "male" }),
        specversion: "1.0",
        id: "k",
        source: "urn:test",
        time: "2026-11-16T01:00:00Z",
      },
    ]);
    const under = async (value: string) => {
      const now = await dev.clock();
      const signature = new Webhook(value).sign("msg_1", now, body);
      const timestamp = String(Math.floor(now.getTime() / 1000));
      return (
        await signed(body, { "webhook-timestamp": timestamp, "webhook-signature": signature })
      ).status;
    };
    expect(await add("second", second)).toBe(200);
    expect([await under(secret), await under(second)]).toEqual([200, 200]);
    expect(await add("third", third)).toBe(200);
    expect([await under(secret), await under(second), await under(third)]).toEqual([401, 200, 200]);
  });
});
