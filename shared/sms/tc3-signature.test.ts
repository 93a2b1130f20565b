import * as fc from "fast-check";
import Sign from "tencentcloud-sdk-nodejs-common/tencentcloud/common/sign.js";
import { expect, it } from "vitest";
import { tc3Authorization, tc3Timestamp } from "./tc3-signature.ts";

const host = "sms.tencentcloudapi.com";
const contentType = "application/json";

it("is that of the provider's own SDK, whatever is sent and whenever", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.string({ minLength: 1 }), fc.string({ unit: "grapheme" })),
      fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true }),
      fc.stringMatching(/^[A-Za-z0-9]{10,40}$/),
      async (payload, now, secretKey) => {
        const secretId = "AKIDexample";
        const body = JSON.stringify(payload);
        const theirs = Sign.sign3({
          method: "POST",
          url: `https://${host}/`,
          // The bytes that are sent: the SDK's own serializer escapes what JSON need not.
          payload: Buffer.from(body),
          timestamp: Number(tc3Timestamp(now)),
          service: "sms",
          secretId,
          secretKey,
          multipart: false,
          boundary: "",
          headers: { "Content-Type": contentType },
        });
        const ours = await tc3Authorization(
          { secretId, secretKey },
          { host, service: "sms", contentType, body, now },
        );
        expect(ours).toBe(theirs);
      },
    ),
    { numRuns: 200 },
  );
});
