import type { PolicyDetail } from "#shared/contract/policy-detail.schema.ts";
import { policyById } from "#shared/policies/index.ts";

/** 不重复享受: who counts only once, and which other policies may not be had beside it. */
export function OnlyOnce({ detail: { countsOnce, subject } }: { detail: PolicyDetail }) {
  if (countsOnce === undefined) return null;
  const { of, within, sharedWith } = countsOnce;
  const whose = of === "self" ? (subject === "person" ? "每人" : "每家单位") : "同一个人";
  return (
    <p>
      {whose}
      {within === "year" ? "每年" : ""}只计一次
      {of === "relative" ? "，不论由哪家单位享受" : ""}，先到先得
      {sharedWith.length === 0 ? null : (
        <>
          ；不能与
          {sharedWith.map((id, index) => (
            <>
              {index === 0 ? "" : "、"}
              <a href={`/policies/${id}`}>{policyById(id)?.title ?? id}</a>
            </>
          ))}
          同时享受
        </>
      )}
      。
    </p>
  );
}
