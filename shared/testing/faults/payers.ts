import { departmentIds, type DepartmentId } from "#shared/identity/departments.ts";
import { signedWebhook } from "../outside-world.ts";
import type { Booking } from "./outside.ts";
import type { World } from "./world.ts";

/** How long a payer waits before it reports, at most, in milliseconds. */
const patience = { soon: 60_000, "report at once": 0, "report late": 1_200_000 } as const;

/** A payer reports that it has paid, at its leisure, and more than is true or asked for. */
export function reportBooking(world: World, { endToEndId, department }: Booking): void {
  const { scheduler, faults, random, complaints } = world;
  const payer = departmentFrom(department);
  const sayResult = (result: string, id: string): object => ({
    id,
    type: "fulfilment.reported.v1",
    time: scheduler.now().toISOString(),
    data: { endToEndId, result, at: scheduler.now().toISOString() },
  });
  world.begin(async () => {
    const wait = patience[faults.strike("report late", "report at once") ?? "soon"];
    const from = scheduler.now().getTime() + random() * wait;
    await scheduler.turn("a payer reports", () => from);
    await forgeReports();
    const paid = sayResult("paid", `paid-${endToEndId}`);
    const [first] = await world.report(payer, [paid]);
    if (first === undefined || !["accepted", "duplicate", "stale"].includes(first.status))
      complaints.push(`that ${endToEndId} was paid was ${first?.status ?? "not answered"}`);
    if (faults.strike("report doubled")) await world.report(payer, [paid]);
    if (faults.strike("report repeated under another id"))
      await world.report(payer, [sayResult("paid", `again-${endToEndId}`)]);
    if (faults.strike("report contradicts")) {
      const [told] = await world.report(payer, [sayResult("rejected", `not-${endToEndId}`)]);
      if (told?.status !== "rejected") complaints.push(`${endToEndId} was paid and then refused`);
    }
  });

  async function forgeReports(): Promise<void> {
    const returned = sayResult("returned", `forged-${endToEndId}`);
    if (faults.strike("report of another department")) {
      const [told] = await world.report("tax", [returned]);
      if (told?.status !== "rejected") complaints.push("another department was believed");
    }
    if (faults.strike("report forged")) {
      const signed = signedWebhook(
        world.secretOf("nobody"),
        `forged-${endToEndId}`,
        [returned],
        scheduler.now(),
      );
      const answer = await world.ask("intake", `/v1/departments/${payer}/events`, signed);
      if (answer.ok) complaints.push("a report that nobody signed was believed");
    }
  }
}

function departmentFrom(text: string): DepartmentId {
  const known = departmentIds.find((id) => id === text);
  if (known === undefined) throw new Error(`there is no department ${text}`);
  return known;
}
