import type { Policy, Version } from "#shared/rules/policy.ts";
import type { Publicity } from "#shared/rules/publicity.ts";
import { findingsIn, type Finding } from "./finding.ts";
import { isCited } from "./sources.ts";

/** Publicity rests on a clause of a document, lasts for whole working days, and names nobody who must not be named. */
export function checkPublicity(policy: Policy, version: Version): Finding[] {
  const { publicity, mode }: { publicity?: Publicity; mode: Version["mode"] } = version;
  if (publicity === undefined) return [];
  const say = findingsIn(policy, version);
  const findings: Finding[] = [];
  if (!isCited(publicity.document) || !isCited(publicity.clause)) {
    findings.push(
      say(
        "publicity",
        "No document is cited that demands publicity. Name document and clause, or leave it out.",
        "公示没有写明依据的文件和条款，请补充；文件没有要求的，请去掉公示。",
      ),
    );
  }
  if (!Number.isSafeInteger(publicity.workingDays) || publicity.workingDays < 1) {
    findings.push(
      say(
        "publicity.workingDays",
        "A list is public for at least one whole working day. Correct the days.",
        "公示期限应当是一个以上的整工作日，请更正。",
      ),
    );
  }
  if (mode === "scan") {
    findings.push(
      say(
        "publicity",
        "A scan pays nothing that publicity could hold. Leave it out.",
        "扫码享受没有需要公示后拨付的款项，请去掉公示。",
      ),
    );
  }
  const isNamed = publicity.names !== "number-only";
  const mayBeNamed = policy.subject === "person" ? "masked" : "in-full";
  if (isNamed && (policy.sensitive || publicity.names !== mayBeNamed)) {
    findings.push(
      say(
        "publicity.names",
        "It names in public whom it must not: persons are masked, companies in full, and under a sensitive policy there is a number only.",
        "公示的姓名方式不对：自然人应当隐去部分，单位用全称，敏感事项只用编号，请更正。",
      ),
    );
  }
  return findings;
}
