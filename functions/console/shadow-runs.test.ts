import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { schemas } from "#shared/contract/routes.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { reportPerson, resident } from "#shared/testing/people.ts";

const policy = "senior-comprehensive-allowance";
const asked = { policy, period: "2026-11" };

let dev: Dev;
let officer: string;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.stage(policy, "ready");
  await dev.tick();
  officer = await dev.staff("policy-officer", "civil-affairs");
  for (const number of [1, 2, 3]) {
    const subject = resident("1950-03-08", number);
    await reportPerson(dev, subject, { birthDate: "1950-03-08", hukouDistrict: "310101" });
  }
  const paid = (number: number, amountFen: number) =>
    ({
      type: "case.reported.v1",
      data: {
        subject: resident("1950-03-08", number),
        ...asked,
        channel: "legacy",
        state: "paid",
        amountFen,
        caseNumber: `L${number}`,
      },
    }) as const;
  await dev.department("civil-affairs").send([paid(1, 150_00), paid(2, 100_00)]);
});
afterAll(async () => dev.close());

const post = async (body: object, token = officer) =>
  dev.post("/v1/console/shadow-runs", body, token);
const get = async (path: string, token = officer) =>
  dev.fetch(`/v1/console/shadow-runs${path}`, { headers: { authorization: `Bearer ${token}` } });
const typeOf = async (response: Response) =>
  `${response.status} ${((await response.json()) as { type: string }).type}`;

async function finished(): Promise<string> {
  const response = await post(asked);
  expect(response.status).toBe(202);
  const { id, state } = schemas.ShadowRun.parse(await response.json());
  expect(state).toBe("running");
  await dev.tick();
  return id;
}

describe("a shadow run", () => {
  test("tells a policy officer who was forgotten and who was paid another amount, and pays nobody", async () => {
    const id = await finished();
    const told = schemas.ShadowRunDetail.parse(await (await get(`/${id}`)).json());
    expect(told).toMatchObject({
      ...asked,
      channel: "legacy",
      state: "finished",
      listed: 2,
      totals: {
        compared: 3,
        eligible: { count: 3, amountFen: 450_00 },
        there: { count: 2, amountFen: 250_00 },
        agreed: 1,
        forgotten: { count: 1, amountFen: 150_00 },
        amount: { count: 1, tooLittleFen: 50_00, tooMuchFen: 0 },
      },
    });
    expect(told.items.map(({ subject: _, ...one }) => one)).toEqual([
      { kind: "amount", hereFen: 150_00, thereFen: 100_00, thereState: "paid", caseNumber: "L2" },
      { kind: "forgotten", hereFen: 150_00 },
    ]);
    const some = await (await get(`/${id}?kind=forgotten`)).json();
    expect(schemas.ShadowRunDetail.parse(some).items).toHaveLength(1);
    expect(await dev.messages()).toEqual([]);
    expect(await dev.instructions()).toEqual([]);
  });

  test("is a table for spreadsheets, in yuan and without names", async () => {
    const id = await finished();
    const response = await get(`/${id}/findings.csv`);
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const lines = (await response.text()).split("\r\n");
    expect(lines[0]).toContain("差异,对象编号");
    expect(lines[1]).toMatch(/^金额不符,[a-z2-7]{28},150\.00,100\.00,paid,L2$/);
    expect(lines[2]).toMatch(/^应发未发,[a-z2-7]{28},150\.00,,,$/);
    expect(lines[3]).toBe("");
  });

  test("stands in the list of those who may see it", async () => {
    const id = await finished();
    const items = schemas.ShadowRuns.parse(await (await get("")).json()).items;
    expect(items[0]).toMatchObject({ id, state: "finished" });
    const other = await dev.staff("policy-officer", "health");
    const others = schemas.ShadowRuns.parse(await (await get("", other)).json()).items;
    expect(others).toEqual([]);
  });

  test.each([
    ["policy-officer", "health", "403 /problems/not-allowed"],
    ["handler", "civil-affairs", "403 /problems/not-allowed"],
    ["auditor", undefined, "403 /problems/not-allowed"],
  ] as const)("is not started by a %s of %s", async (role, department, refusal) => {
    const token = await dev.staff(role, department as DepartmentId | undefined);
    expect(await typeOf(await post(asked, token))).toBe(refusal);
  });

  test("is read by auditors and coordinators, and by no other department", async () => {
    const id = await finished();
    const statuses = async (...[role, department]: Parameters<Dev["staff"]>) =>
      (await get(`/${id}`, await dev.staff(role, department))).status;
    expect(await statuses("auditor")).toBe(200);
    expect(await statuses("coordinator")).toBe(200);
    expect(await statuses("policy-officer", "health")).toBe(403);
    expect(await statuses("handler", "civil-affairs")).toBe(403);
  });

  test.each([
    [{ ...asked, policy: "free-beer" }, "404 /problems/unknown-policy"],
    [{ ...asked, period: "2026" }, "400 /problems/unknown-period"],
    [{ ...asked, period: "2026-12" }, "400 /problems/unknown-period"],
    [{ ...asked, on: "2026-10-31" }, "400 /problems/unknown-period"],
    [{ ...asked, on: "2026-11-17" }, "400 /problems/unknown-period"],
    [{ ...asked, channel: "pigeon" }, "400 /problems/invalid-request"],
    [{ policy }, "400 /problems/invalid-request"],
  ])("of %o is refused", async (body, refusal) => {
    expect(await typeOf(await post(body))).toBe(refusal);
  });

  test("that there is not is 404, and a filter that there is not 400", async () => {
    expect(await typeOf(await get("/nothing"))).toBe("404 /problems/not-found");
    const id = await finished();
    expect(await typeOf(await get(`/${id}?kind=rich`))).toBe("400 /problems/invalid-request");
  });
});
