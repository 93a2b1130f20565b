import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const command = join(import.meta.dirname, "explain.command.ts");
const senior = "senior-comprehensive-allowance";
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "explain-"));
});
afterAll(async () => rm(folder, { recursive: true }));

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const explain = async (...words: string[]): Promise<Said> =>
  new Promise((resolve) => {
    execFile(process.execPath, [command, ...words], (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });

async function explainFacts(facts: string): Promise<Said> {
  const file = join(folder, `${crypto.randomUUID()}.json`);
  await writeFile(file, facts);
  return explain(senior, "--on", "2026-03-01", "--facts", file);
}

describe("npm run explain", () => {
  it("explains a policy as it stands on a day", async () => {
    const { code, out } = await explain(senior, "--on", "2020-01-01");
    expect(code).toBe(0);
    expect(out).toContain("2020年1月1日适用的版本：2016");
    expect(out).toContain("临界示例");
  });

  it("with facts explains one case, and replays its record", async () => {
    const { code, out } = await explainFacts('{"birthDate":"1961-03-01","hukouDistrict":"310101"}');
    expect(code).toBe(0);
    expect(out).toContain(
      "您户籍在本市（黄浦区），已满65周岁（生日1961年3月1日），因此可享受老年综合津贴，每月75元。",
    );
    expect(out).toContain("重放一致");
  });

  it("without a policy, or with one that nobody has, lists those that there are", async () => {
    for (const words of [[], ["nothing"], [senior, "other"]]) {
      const { code, err } = await explain(...words);
      expect(code).toBe(2);
      expect(err).toContain("senior-comprehensive-allowance 老年综合津贴");
    }
  });

  it("says how a day, an option or a file is to be given", async () => {
    const day = await explain(senior, "--on", "2026-02-30");
    expect(day).toMatchObject({ code: 2, err: expect.stringContaining("例如 2026-12-01") });
    expect(await explain(senior, "--colour")).toMatchObject({
      code: 2,
      err: expect.stringContaining("用法：npm run explain"),
    });
    const file = await explain(senior, "--facts", join(folder, "nowhere.json"));
    expect(file).toMatchObject({ code: 2, err: expect.stringContaining("请核对路径") });
  });

  it("says where facts are wrong, and explains nothing", async () => {
    const { code, out, err } = await explainFacts('{"birthdate":"1961-03-01"}');
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain("是否为 birthDate？");
    expect((await explainFacts("birthDate")).err).toContain("不是有效的 JSON");
  });
});
