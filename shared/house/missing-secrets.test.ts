import { describe, expect, test } from "vitest";
import { aSubjectKey } from "#shared/testing/builders.ts";
import { issueCode, openIssuingKeys } from "#shared/codes/issue-code.ts";
import { ownCodes } from "#shared/codes/own-codes.ts";
import { makeMissingSecrets } from "./missing-secrets.ts";
import type { Environment } from "./environments.ts";

const block = (key: string, ...required: string[]): Environment =>
  ({ key, name: `jixiang-${key}`, secrets: { required } }) as unknown as Environment;

const blocks = [
  block("issues", "CODE_SIGNING_KEYS", "CODE_SEALING_KEYS"),
  block("opens", "CODE_PUBLIC_KEYS", "CODE_OPENING_KEYS"),
];

describe("keys of which two functions hold the two halves", () => {
  test("fit each other: what the one issues, the other opens", async () => {
    const { issues = {}, opens = {} } = makeMissingSecrets(blocks, {}, {});
    const keys = await openIssuingKeys({
      CODE_SIGNING_KEYS: issues["CODE_SIGNING_KEYS"] ?? "",
      CODE_SEALING_KEYS: issues["CODE_SEALING_KEYS"] ?? "",
    });
    const subjectKey = aSubjectKey();
    const asked = { subjectKey, class: "person", ttlSeconds: 60, grants: [] } as const;
    const now = new Date("2026-12-01T02:00:00Z");
    const { text } = await issueCode(keys, asked, now);
    const issuer = ownCodes({
      CODE_PUBLIC_KEYS: opens["CODE_PUBLIC_KEYS"] ?? "",
      CODE_OPENING_KEYS: opens["CODE_OPENING_KEYS"] ?? "",
    });
    const showing = { venue: "", purpose: "", operator: "" };
    expect(await issuer.resolve(text, showing, now)).toMatchObject({ holder: { subjectKey } });
    expect(Object.keys(issues)).toHaveLength(2);
    expect(JSON.stringify(opens)).not.toContain(JSON.parse(issues["CODE_SIGNING_KEYS"] ?? "")["1"]);
  });

  test("are the same again when a deploy that was broken off is repeated", () => {
    const first = makeMissingSecrets(blocks, {}, {});
    const again = makeMissingSecrets(
      blocks,
      { issues: ["CODE_SEALING_KEYS", "CODE_SIGNING_KEYS"] },
      first,
    );
    expect(again["opens"]).toEqual(first["opens"]);
    expect(again["issues"]).toEqual({});
  });

  test("are not made for one alone, where the other is already in use", () => {
    const present = { opens: ["CODE_PUBLIC_KEYS", "CODE_OPENING_KEYS"] };
    expect(() => makeMissingSecrets(blocks, present, {})).toThrow(
      /jixiang-issues lacks CODE_SEALING_KEYS, the public half of CODE_OPENING_KEYS|cannot be read back/,
    );
    expect(() =>
      makeMissingSecrets(blocks, { issues: ["CODE_SIGNING_KEYS", "CODE_SEALING_KEYS"] }, {}),
    ).toThrow("put both anew");
  });
});
