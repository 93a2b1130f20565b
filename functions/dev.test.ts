import { createTestHarness } from "wrangler";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const harness = createTestHarness({
  root: join(import.meta.dirname, ".."),
  workers: [{ configPath: "wrangler.toml", env: "dev" }],
});
beforeAll(() => harness.listen());
afterAll(() => harness.close());

test("without the secret that `npm start` gives, nothing answers, the sandbox least of all", async () => {
  for (const path of [
    "/",
    "/healthz",
    "/sandbox",
    "/sandbox/departments",
    "/v1/console/statistics",
  ]) {
    const answer = await harness.fetch(path);
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe(
      "jixiang-dev runs on this machine only, by `npm start`: DEV_SECRET is missing.\n",
    );
  }
});
