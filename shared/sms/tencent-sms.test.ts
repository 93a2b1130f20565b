import { describe, expect, it } from "vitest";
import { outcomeOf, tencentSmsRequest } from "./tencent-sms.ts";

const account = {
  secretId: "AKIDexample",
  secretKey: "secretexample",
  appId: "1400006666",
  signName: "免申即享",
  region: "ap-nanjing",
  templates: { "offer.v1": "2400001" },
} as const;
const message = {
  noticeId: "aabcdefghijklmnopqrstuvwxyz2",
  phone: "138-0000-0012",
  template: "offer.v1",
  values: ["老年综合津贴", "2026年12月1日"],
} as const;
const now = new Date("2026-12-01T02:00:00Z");

describe("a request to the provider", () => {
  it("names one number in E.164, the approved template, and our notice for the receipt", async () => {
    const request = await tencentSmsRequest(account, message, now);
    expect(await request?.json()).toEqual({
      PhoneNumberSet: ["+8613800000012"],
      SmsSdkAppId: "1400006666",
      SignName: "免申即享",
      TemplateId: "2400001",
      TemplateParamSet: ["老年综合津贴", "2026年12月1日"],
      SessionContext: message.noticeId,
    });
    expect(request?.headers.get("x-tc-timestamp")).toBe("1796090400");
    expect(request?.headers.get("authorization")).toMatch(
      /^TC3-HMAC-SHA256 Credential=AKIDexample\/2026-12-01\/sms\/tc3_request, /,
    );
  });

  it("is not made for a template that nobody approved", async () => {
    expect(
      await tencentSmsRequest(account, { ...message, template: "new.v1" }, now),
    ).toBeUndefined();
  });
});

describe("an answer of the provider", () => {
  const sent = (Code: string, SerialNo = "5000:1045710669157053657849499619") => ({
    Response: { SendStatusSet: [{ SerialNo, PhoneNumber: "+8613800000012", Code, Message: "" }] },
  });

  it("that it took the message is accepted, with its serial number", () => {
    expect(outcomeOf(200, sent("Ok"))).toEqual({
      kind: "accepted",
      serial: "5000:1045710669157053657849499619",
    });
  });

  it.each([
    ["FailedOperation.PhoneNumberInBlacklist", false],
    ["LimitExceeded.PhoneNumberDailyLimit", true],
  ])("that it refused the number for %s may pass: %s", (because, isPassing) => {
    expect(outcomeOf(200, sent(because, ""))).toEqual({ kind: "refused", because, isPassing });
  });

  it.each([
    ["AuthFailure.SignatureFailure", false],
    ["RequestLimitExceeded", true],
  ])("that it refused the whole for %s may pass: %s", (Code, isPassing) => {
    const answer = { Response: { Error: { Code, Message: "+8613800000012" } } };
    expect(outcomeOf(200, answer)).toEqual({ kind: "refused", because: Code, isPassing });
  });

  it.each([[{}], [null], ["<html>"], [{ Response: {} }]])(
    "%j leaves open what became of it",
    (answer) => {
      expect(outcomeOf(502, answer)).toMatchObject({ kind: "unknown" });
    },
  );
});
