import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ProposalRequest } from "#shared/contract/proposals.schema.ts";
import { openKeys, selectKeys } from "#shared/departments/find-keys.ts";
import { findReceivers } from "#shared/departments/find-receivers.ts";
import { aYearProposal } from "#shared/testing/a-calendar-year.ts";
import { aKey, now } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { decideProposal, findProposal, listProposals } from "./decide-proposal.ts";
import type { Proposal } from "./proposal.ts";
import { propose } from "./propose.ts";

const keyring = aKey();
const department = "civil-affairs";

let databases: Databases;
let city: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  city = databases.DB_CITY;
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const secretOf = (text: string): string => `whsec_${btoa(text.padEnd(24, "."))}`;
const aKeyRequest = (keyId: string): ProposalRequest => ({
  kind: "department-key",
  payload: { department, keyId, secret: secretOf(keyId) },
});
const endpoint = (url: string): ProposalRequest => ({
  kind: "endpoint",
  payload: { department, purpose: "fulfilment", url },
});
const authorisation: ProposalRequest = {
  kind: "authorisation",
  payload: {
    department,
    policy: "senior-comprehensive-allowance",
    dailyCapFen: 100_000_00,
    validFrom: "2026-01-01",
    validUntil: "2026-12-31",
  },
};
const release: ProposalRequest = {
  kind: "release",
  payload: {
    policy: "senior-comprehensive-allowance",
    releases: [{ endToEndId: "a".repeat(28), amountFen: 150_00 }],
  },
};

const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);

async function proposed(request: ProposalRequest, by = "proposer"): Promise<Proposal> {
  const proposal = await findProposal(city, await propose(city, keyring, request, by, now));
  if (proposal === undefined) throw new Error("the proposal is gone");
  return proposal;
}

async function approved(request: ProposalRequest, at = now): Promise<Proposal> {
  const proposal = await proposed(request);
  expect(await decideProposal(city, proposal, "approve", "approver", at)).toBe(true);
  return proposal;
}

async function count(table: string): Promise<number | null> {
  return city.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n");
}

async function activeSecrets(): Promise<readonly string[]> {
  const keys = await openKeys(await selectKeys(city, [department]).all(), keyring);
  return keys.get(department) ?? [];
}

describe("a proposal", () => {
  const effects = [
    ["department_keys", aKeyRequest("k1")],
    ["endpoints", endpoint("https://pay.example/")],
    ["authorisations", authorisation],
    ["signed_releases", release],
    ["calendar_years", aYearProposal()],
  ] as const;

  it.each(effects)(
    "has no effect on %s before it is approved, and one then",
    async (table, request) => {
      const proposal = await proposed(request);
      expect(await count(table)).toBe(0);
      expect(await decideProposal(city, proposal, "approve", "approver", now)).toBe(true);
      expect(await count(table)).toBe(1);
      expect(await findProposal(city, proposal.id)).toMatchObject({
        state: "approved",
        decidedBy: "approver",
        decidedAt: now.getTime(),
      });
    },
  );

  it.each(effects)("on %s cannot be decided by its proposer", async (table, request) => {
    const proposal = await proposed(request);
    expect(await decideProposal(city, proposal, "approve", "proposer", now)).toBe(false);
    expect(await decideProposal(city, proposal, "decline", "proposer", now)).toBe(false);
    expect(await count(table)).toBe(0);
    expect(await findProposal(city, proposal.id)).toMatchObject({ state: "proposed" });
  });

  it.each(effects)(
    "on %s that was declined has no effect, and cannot be approved",
    async (table, request) => {
      const proposal = await proposed(request);
      expect(await decideProposal(city, proposal, "decline", "approver", now)).toBe(true);
      expect(await decideProposal(city, proposal, "approve", "third", now)).toBe(false);
      expect(await count(table)).toBe(0);
    },
  );

  it.each(effects)(
    "on %s takes effect once, though it is approved twice at one instant",
    async (table, request) => {
      const proposal = await approved(request);
      expect(await decideProposal(city, proposal, "approve", "approver", now)).toBe(false);
      expect(await decideProposal(city, proposal, "approve", "third", now)).toBe(false);
      expect(await count(table)).toBe(1);
    },
  );

  it("is decided by one of many who decide at once", async () => {
    const proposal = await proposed(authorisation);
    const decided = await Promise.all(
      ["a", "b", "c", "d"].map(async (person, n) =>
        decideProposal(city, proposal, n % 2 === 0 ? "approve" : "decline", person, now),
      ),
    );
    expect(decided.filter(Boolean)).toHaveLength(1);
  });

  it("is listed while it waits", async () => {
    const [waiting] = [await proposed(authorisation), await approved(release)];
    expect((await listProposals(city, "proposed")).map(({ id }) => id)).toEqual([waiting.id]);
  });
});

describe("the database itself", () => {
  it("refuses the proposer as the one who decides", async () => {
    const { id } = await proposed(authorisation);
    const deciding = city
      .prepare(
        "UPDATE proposals SET state = 'approved', decided_by = 'proposer', decided_at = 1 WHERE id = ?",
      )
      .bind(id)
      .run();
    await expect(deciding).rejects.toThrow("CHECK constraint failed");
  });

  it("refuses a decision by nobody", async () => {
    const { id } = await proposed(authorisation);
    const deciding = city
      .prepare("UPDATE proposals SET state = 'approved' WHERE id = ?")
      .bind(id)
      .run();
    await expect(deciding).rejects.toThrow("CHECK constraint failed");
  });
});

describe("a department's key", () => {
  it("is never written down unsealed", async () => {
    await approved(aKeyRequest("k1"));
    const [proposals, keys] = await city.batch([
      city.prepare("SELECT * FROM proposals"),
      city.prepare("SELECT * FROM department_keys"),
    ]);
    const secret = secretOf("k1").replace("whsec_", "");
    expect(JSON.stringify([proposals?.results, keys?.results])).not.toContain(secret);
  });

  it("joins the one before, and the third retires the oldest", async () => {
    await approved(aKeyRequest("k1"), later(1));
    await approved(aKeyRequest("k2"), later(2));
    expect(await activeSecrets()).toEqual([secretOf("k2"), secretOf("k1")]);
    await approved(aKeyRequest("k3"), later(3));
    expect(await activeSecrets()).toEqual([secretOf("k3"), secretOf("k2")]);
  });

  it("is retired by two persons", async () => {
    await approved(aKeyRequest("k1"), later(1));
    await approved(aKeyRequest("k2"), later(2));
    const request = {
      kind: "department-key-retirement",
      payload: { department, keyId: "k1" },
    } as const;
    const proposal = await proposed(request);
    expect(await activeSecrets()).toHaveLength(2);
    await decideProposal(city, proposal, "approve", "approver", later(3));
    expect(await activeSecrets()).toEqual([secretOf("k2")]);
  });

  it("of one department retires none of another", async () => {
    const other = {
      kind: "department-key",
      payload: { department: "health", keyId: "k1", secret: secretOf("health") },
    } as const;
    await approved(other, now);
    for (const [n, keyId] of ["k1", "k2", "k3"].entries()) {
      await approved(aKeyRequest(keyId), later(n + 1));
    }
    const keys = await openKeys(await selectKeys(city, ["health"]).all(), keyring);
    expect(keys.get("health")).toEqual([secretOf("health")]);
  });

  it("that cannot be opened is an error, not a missing key", async () => {
    await approved(aKeyRequest("k1"));
    await expect(openKeys(await selectKeys(city, [department]).all(), aKey())).rejects.toThrow(
      "cannot be opened",
    );
  });
});

describe("a receiver", () => {
  it("has its newest endpoint and every active secret; without an endpoint it is absent", async () => {
    await approved(aKeyRequest("k1"), later(1));
    await approved(aKeyRequest("k2"), later(2));
    await approved(endpoint("https://old.example/"), later(3));
    await approved(endpoint("https://new.example/"), later(4));
    const receivers = await findReceivers(city, keyring, "fulfilment", [department, "tax"]);
    expect([...receivers]).toEqual([
      [department, { url: "https://new.example/", secrets: [secretOf("k2"), secretOf("k1")] }],
    ]);
    expect(await findReceivers(city, keyring, "notices", [department])).toEqual(new Map());
  });
});
