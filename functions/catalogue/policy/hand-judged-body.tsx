import type { PolicyDetail } from "#shared/contract/policy-detail.schema.ts";
import { Facts } from "#shared/web/components/facts.tsx";
import type { HandJudgedEntry } from "../entry.ts";
import { English } from "../frame.tsx";
import { Channel, Conditions, Document } from "./parts.tsx";
import { validityInWords } from "./version-facts.tsx";

/** What only people judge: nothing here promises that it arrives by itself. */
export function HandJudgedBody({
  entry,
  detail,
}: {
  entry: HandJudgedEntry;
  detail: PolicyDetail;
}) {
  const { from, until, source, ordinaryChannel, english } = detail;
  return (
    <>
      <h2>谁可以享受</h2>
      <English>Who: {english.who}</English>
      <Conditions texts={detail.conditions} />
      <h2>享受什么</h2>
      <English>What: {english.what}</English>
      <p>
        <strong>{detail.amountInWords}</strong>
      </p>
      <h2>怎么办理</h2>
      <English>How: {english.how}</English>
      <p>
        需要您申请：
        <Channel channel={ordinaryChannel} />。
      </p>
      <p>办理时限：{detail.handlingTime}。</p>
      <h2>为什么不能自动</h2>
      <English>Why by people: what decides it stands in no register.</English>
      <p>{entry.policy.whyByPeople}</p>
      <h2>不符合怎么办</h2>
      <English>Otherwise: {english.otherwise}</English>
      <p>
        符合不符合，由受理的工作人员告诉您，并说明理由。对结果有疑问的，请联系{detail.contact}。
      </p>
      <h2>依据</h2>
      <Facts
        facts={[
          {
            label: "施行",
            value: `${validityInWords(from, until)}${detail.statusLabel === undefined ? "" : "（示例）"}`,
          },
          { label: "文件和条款", value: <Document source={source} /> },
        ]}
      />
    </>
  );
}
