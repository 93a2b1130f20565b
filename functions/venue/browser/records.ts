import { countByState, type KeptScan } from "#shared/venue-device/kept-scan.ts";
import { formatInstant } from "../format-clock.ts";
import { reasonInWords } from "../reason-words.ts";
import type { Desk } from "./device.ts";
import { fact, find, tell } from "./elements.ts";
import { operatorName } from "./state-line.ts";
import { readAll } from "./store.ts";

const states = {
  waiting: "◷ 等待上报",
  counted: "✓ 已经计入",
  repeated: "＝ 重复上报，只计一次",
  conflict: "！ 有冲突，已交管理部门",
  refused: "✗ 没有计入",
} as const satisfies Record<KeptScan["state"], string>;

/** What was granted without a network and what became of it, the newest first. */
export async function showRecords(desk: Desk): Promise<void> {
  const scans = await readAll<KeptScan>(desk.db, "scans");
  const { waiting, conflict, refused } = countByState(scans);
  const parts = [
    waiting === 0 ? "没有等待上报的记录。" : `${waiting}条等待上报。`,
    conflict === 0 ? "" : `${conflict}条有冲突：这些待遇本来不能再享受，管理部门会处理。`,
    refused === 0 ? "" : `${refused}条没有计入。`,
    scans.length === 0 ? "联网核验的结果不留在设备上，这里只有离线核验的记录。" : "",
  ];
  tell("records-summary", parts.join(""));
  const newest = scans.toSorted((a, b) => (a.at > b.at ? -1 : 1)).slice(0, 200);
  find("records-list").replaceChildren(...newest.map(lineOf));
  find("records-send").hidden = waiting === 0;
  const { device, pack } = desk;
  find("device-facts").replaceChildren(
    fact("场所", device?.venueName ?? "没有登记"),
    fact("设备编号", device?.id ?? "没有登记"),
    fact("上岗", operatorName(desk)),
    fact(
      "离线资料",
      pack === undefined ? "没有" : `用到${formatInstant(new Date(pack.validUntil))}`,
    ),
    ...(pack?.policies ?? []).map(({ text, offlineTimes }) =>
      fact(text, offlineTimes === 0 ? "离线不核验" : `离线每天最多${offlineTimes}次`),
    ),
  );
}

function lineOf({ at, text, state, reason }: KeptScan): HTMLElement {
  const line = document.createElement("li");
  const [what, became] = [document.createElement("span"), document.createElement("span")];
  what.textContent = `${formatInstant(new Date(at))} ${text}`;
  became.textContent = states[state] + (reason === null ? "" : `（${reasonInWords(reason)}）`);
  became.className = "small";
  line.append(what, became);
  return line;
}
