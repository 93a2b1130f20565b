import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashOfCode } from "#shared/confirmations/link.ts";
import { encodeBase32 } from "#shared/identity/base32.ts";
import { storeLinks } from "#shared/notices/store-notice.ts";
import { storeOffer } from "#shared/testing/an-offer.ts";
import { form } from "#shared/testing/browserless.ts";
import { aSubjectKey, now } from "#shared/testing/builders.ts";
import { countRows, type RowCount } from "#shared/testing/count-rows.ts";
import { aQueue } from "#shared/testing/fake-queue.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { confirm } from "./confirm/confirm.ts";
import type { Env } from "./confirm/env.ts";
import { makeSecrets, originVars } from "./sandbox/start/secrets.command.ts";

const origin = "https://jixiang.test";
const context = { waitUntil() {}, passThroughOnException() {} } as unknown as ExecutionContext;
const count: RowCount = { written: 0, roundTrips: 0 };
let databases: Databases;
let env: Env;
beforeAll(async () => {
  databases = await startDatabases();
  const { queue } = aQueue();
  const vars = { ...makeSecrets(), ...originVars(origin) } as Record<string, string> & Env;
  const [DB_0, DB_1] = [countRows(databases.DB_0, count), countRows(databases.DB_1, count)];
  env = { ...vars, DB_0, DB_1, FULFIL: queue, SWEEP: queue };
});
afterAll(async () => databases.dispose());

async function answerOf(path: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(`${origin}${path}`, init);
  const handler = confirm(async () => now);
  return (await handler.fetch?.(request as never, env, context)) ?? Response.error();
}

const random = (length: number): string => encodeBase32(randomBytes(length)).slice(0, length);

/** A live link, as a message carries it. */
async function aLiveLink(): Promise<string> {
  const subjectKey = aSubjectKey();
  const { policy, commitment, scope, generation } = await storeOffer(databases.DB_0, {
    subjectKey,
  });
  const code = subjectKey.slice(0, 2) + random(26);
  const key = { subjectKey, policy, commitment, scope, generation };
  await storeLinks(databases.DB_0, [{ ...key, secretHash: await hashOfCode(code) }]);
  return code;
}

/** All that a stranger can see of an answer. */
async function seenOf(response: Response): Promise<unknown> {
  return [response.status, [...response.headers].toSorted(), await response.text()];
}

describe("scanners and previews", () => {
  test("1,000 GET, HEAD and prefetch requests to live links write no row and change nothing", async () => {
    const links = await Promise.all(Array.from({ length: 20 }, aLiveLink));
    const opened = await Promise.all(links.map(async (code) => answerOf("/c", form({ code }))));
    const cookies = opened.map(
      (response) => (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "",
    );
    const before = count.written;
    const paths = [
      "/c",
      "/c/waive",
      "/c/receipt",
      "/c/form",
      "/c/form.json",
      "/c/decision",
      "/verify",
    ];
    const ways: RequestInit[] = [
      { method: "GET" },
      { method: "HEAD" },
      { method: "GET", headers: { "Sec-Purpose": "prefetch;prerender", Purpose: "prefetch" } },
    ];
    for (let number = 0; number < 1000; number += 1) {
      const way = ways[number % ways.length] ?? {};
      const path = paths[Math.floor(number / ways.length) % paths.length] ?? "/c";
      const cookie = cookies[number % cookies.length] ?? "";
      const code = links[number % links.length] ?? "";
      // A scanner follows the link, with the browser's cookie or without; some even put the token where it never stands.
      const asked = number % 2 === 0 ? path : `${path}?code=${code}&decision=confirm`;
      const headers = { ...way.headers, ...(number % 3 === 0 ? {} : { cookie }) };
      const response = await answerOf(asked, { ...way, headers });
      await response.text();
      expect(response.status).toBeLessThan(500);
    }
    expect(count.written).toBe(before);
    const states = await databases.DB_0.prepare(
      "SELECT state, count(*) AS n FROM confirmations GROUP BY 1",
    ).all();
    expect(states.results).toEqual([{ state: "open", n: 20 }]);
  });
});

describe("whoever searches for codes", () => {
  // All hundred thousand take some minutes: CODES=100000 npm test -- functions/live-links.test.ts
  const codes = Number(process.env["CODES"] ?? 3000);

  test("gets the same answer to every random code, to the byte, and finds none", async () => {
    const live = await aLiveLink();
    const before = count.written;
    const first = await seenOf(await answerOf("/c", form({ code: live.slice(0, 2) + random(26) })));
    for (let tried = 0; tried < codes; tried += 20) {
      const answers = Array.from({ length: 20 }, async (_, number) => {
        // Some are of the live link's own bucket, some cannot be a code at all.
        const code =
          number === 0 ? random(7) : live.slice(0, number % 2 === 0 ? 2 : 0) + random(28);
        return seenOf(await answerOf("/c", form({ code: code.slice(0, 28) })));
      });
      for (const answer of await Promise.all(answers)) expect(answer).toEqual(first);
    }
    expect(count.written).toBe(before);
    expect((await answerOf("/c", form({ code: live }))).status).toBe(200);
  });

  test("cannot tell a code that was replaced from one that never was", async () => {
    const live = await aLiveLink();
    await databases.DB_0.prepare("UPDATE confirmations SET generation = generation + 1").run();
    const replaced = await seenOf(await answerOf("/c", form({ code: live })));
    expect(replaced).toEqual(await seenOf(await answerOf("/c", form({ code: random(28) }))));
  });
});
