import { offInWords } from "#shared/venue-device/device-time.ts";
import { countByState, type KeptScan } from "#shared/venue-device/kept-scan.ts";
import type { Desk } from "./device.ts";
import { find, tell } from "./elements.ts";
import { readAll } from "./store.ts";

/** Above the camera: whether there is a network, who stands at the gate, what waits, and whether the clock is right. */
export async function showState(desk: Desk): Promise<void> {
  const { waiting, conflict } = countByState(await readAll<KeptScan>(desk.db, "scans"));
  tell("state-network", desk.isOnline ? "● 联网" : "▲ 没有网络，离线核验");
  find("state-network").className = desk.isOnline ? "" : "off";
  tell("state-operator", `上岗：${operatorName(desk)}`);
  const parts = [
    ...(waiting === 0 ? [] : [`${waiting}条待上报`]),
    ...(conflict === 0 ? [] : [`${conflict}条有冲突`]),
  ];
  tell("state-waiting", parts.join("，"));
  find("state-waiting").className = conflict === 0 ? "" : "off";
  const { state, ahead } = desk.time.read();
  const words = {
    right: "",
    corrected: `⚠ 本机时间${offInWords(ahead)}，核验已按服务器时间校正。请把本机改为自动设置时间。`,
    doubtful: "⚠ 不能确定现在的时间，离线时不能核验。请联网，或者校对本机时间。",
  } as const;
  tell("clock-warning", words[state]);
}

/** The name, as the provider told it; otherwise the beginning of the opaque id. */
export function operatorName({ shift }: Desk): string {
  return shift?.name ?? shift?.operator.slice(0, 6) ?? "没有签到";
}
