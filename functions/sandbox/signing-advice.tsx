const reportExample = (origin: string) => `import { Webhook } from "standardwebhooks";

const origin = "${origin}";
const departments = await (await fetch(origin + "/sandbox/departments")).json();
const { id, secret } = departments.find(({ id }) => id === "public-security");
const { now } = await (await fetch(origin + "/sandbox/clock")).json();
const subject = { kind: "person", idType: "resident-id", id: "319900195703080012" };
const body = JSON.stringify({
  specversion: "1.0",
  id: crypto.randomUUID(),
  source: "urn:example",
  type: "facts.reported.v1",
  time: now,
  data: { subject, facts: { birthDate: "1957-03-08", hukouDistrict: "310101" } },
});
const answer = await fetch(origin + "/v1/departments/" + id + "/events", {
  method: "POST",
  headers: {
    "content-type": "application/cloudevents+json",
    "webhook-id": "try-1",
    "webhook-timestamp": String(Math.floor(new Date(now) / 1000)),
    "webhook-signature": new Webhook(secret).sign("try-1", new Date(now), body),
  },
  body,
});
console.log(await answer.json());`;

const tokenExample = (origin: string) => `curl -s ${origin}/sandbox/tokens \\
  -H 'content-type: application/json' \\
  -d '{ "role": "auditor", "department": "civil-affairs" }'`;

/** How to speak to the house as a department or as staff. */
export function SigningAdvice({ origin }: { origin: string }) {
  return (
    <>
      <p>
        部门的密钥在 <a href="/sandbox/departments">/sandbox/departments</a>，接口文档在{" "}
        <a href="/openapi.json">/openapi.json</a>。
      </p>
      <details>
        <summary>以部门的身份报送数据</summary>
        <div>
          <p>按 Standard Webhooks 1.0.0 签名，时间用沙箱的时钟：</p>
          <pre class="small">
            <code>{reportExample(origin)}</code>
          </pre>
        </div>
      </details>
      <details>
        <summary>以工作人员或市民的身份登录</summary>
        <div>
          <p>身份认证目前只签发令牌，十二小时有效，放在请求头 Authorization: Bearer 里：</p>
          <pre class="small">
            <code>{tokenExample(origin)}</code>
          </pre>
        </div>
      </details>
    </>
  );
}
