import { addDays } from "#shared/calendar/civil-date.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { findingsIn, type Finding } from "./finding.ts";

/** Versions follow one another; what lies between two of them is declared; each has an id of its own. */
export function checkVersionDays(policy: Policy): Finding[] {
  const versions: readonly Version[] = policy.versions;
  return [
    ...versions.flatMap((version, index) => [
      ...checkDays(policy, version, versions[index + 1]),
      ...checkId(policy, version, versions.slice(0, index)),
    ]),
    ...checkGaps(policy),
  ];
}

function checkDays(policy: Policy, version: Version, next: Version | undefined): Finding[] {
  const say = findingsIn(policy, version);
  const { from, until } = version;
  if (until !== undefined && until < from) {
    return [
      say(
        "until",
        `It ends on ${until}, before it begins on ${from}. Correct one of the days.`,
        "结束日早于开始日，请更正。",
      ),
    ];
  }
  if (next !== undefined && (until === undefined || next.from <= until)) {
    return [
      say(
        "until",
        `It overlaps version ${next.id}, which begins on ${next.from}. End it before that day, and keep versions in the order of their days.`,
        `与版本 ${next.id} 的施行期间重叠，请让前一版先结束，并按时间先后排列。`,
      ),
    ];
  }
  return [];
}

function checkId(policy: Policy, version: Version, earlier: readonly Version[]): Finding[] {
  const { id, status, source } = version;
  const say = findingsIn(policy, version);
  const isSample = status === "sample";
  const findings: Finding[] = [];
  if (earlier.some((one) => one.id === id)) {
    findings.push(
      say(
        "id",
        "Another version has the same id. What was decided under a version is found by it: give each its own.",
        "版本编号重复，请为每一版另取编号。",
      ),
    );
  }
  if (id.startsWith("sample-") !== isSample || source.document.startsWith("示例") !== isSample) {
    findings.push(
      say(
        "status",
        "A sample’s id begins with “sample-” and its document with “示例”, and nobody else’s does. Make status, id and document agree.",
        "示例版本的编号须以“sample-”开头、文件名须以“示例”开头，其他版本不得如此；请使三者一致。",
      ),
    );
  }
  return findings;
}

/** The days between two versions are exactly those that are declared as a gap. */
function checkGaps(policy: Policy): Finding[] {
  const versions: readonly Version[] = policy.versions;
  const declared = policy.gaps ?? [];
  const found = versions.slice(1).flatMap((next, index) => {
    const until = versions[index]?.until;
    if (until === undefined || addDays(until, 1) >= next.from) return [];
    return [{ from: addDays(until, 1), until: addDays(next.from, -1) }];
  });
  const isSame = (a: { from: string; until: string }, b: { from: string; until: string }) =>
    a.from === b.from && a.until === b.until;
  const say = findingsIn(policy);
  return [
    ...found
      .filter((gap) => !declared.some((one) => isSame(one, gap)))
      .map(({ from, until }) =>
        say(
          "gaps",
          `No version is in force from ${from} until ${until}. Add a version, or declare these days in gaps with a note.`,
          `${from}至${until}没有施行中的版本，请补充版本，或者在 gaps 中写明原因。`,
        ),
      ),
    ...declared
      .filter((gap) => !found.some((one) => isSame(one, gap)))
      .map(({ from, until }) =>
        say(
          "gaps",
          `The gap from ${from} until ${until} does not lie exactly between two versions. Correct its days, or remove it.`,
          `所列空档（${from}至${until}）与各版本之间的日期不符，请更正或者删除。`,
        ),
      ),
    ...declared
      .filter(({ note }) => note.trim() === "")
      .map(({ from }) =>
        say(
          "gaps",
          `The gap from ${from} has no note. Say why no version is in force.`,
          `${from}起的空档没有说明，请写明原因。`,
        ),
      ),
  ];
}
