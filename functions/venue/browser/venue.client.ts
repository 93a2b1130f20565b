import { workerPath } from "../static-files.ts";
import type { Desk, Device, Shift } from "./device.ts";
import { find, findInput, tell } from "./elements.ts";
import { enrol } from "./enrolment.ts";
import { openGate } from "./gate.ts";
import { showRecords } from "./records.ts";
import { isShown, show } from "./screens.ts";
import { openStore, read } from "./store.ts";
import { endShift, refreshPack, refreshShift, sendScans, tidy } from "./sync.ts";
import { openTime } from "./time.ts";

const syncMilliseconds = 30_000;
const packMilliseconds = 3_600_000;

async function start(): Promise<void> {
  const db = await openStore();
  const [device, shift, pack, time] = await Promise.all([
    read<Device>(db, "kept", "device"),
    read<Shift>(db, "kept", "shift"),
    read<Desk["pack"]>(db, "kept", "pack"),
    openTime(db),
  ]);
  const desk: Desk = { db, time, device, shift, pack, isOnline: navigator.onLine };
  const gate = openGate(desk);
  let packedAt = Number.NEGATIVE_INFINITY;

  let running: Promise<void> | undefined;

  /** One at a time: what comes meanwhile waits for the one that runs. */
  function synchronise(): Promise<void> {
    running ??= synchroniseOnce().finally(() => {
      running = undefined;
    });
    return running;
  }

  /** Learns the time and the shift, prepares for the network to go, and sends what was granted while it was gone. */
  async function synchroniseOnce(): Promise<void> {
    await refreshShift(desk);
    if (desk.device !== undefined && desk.isOnline) {
      if (performance.now() - packedAt > packMilliseconds) {
        if (await refreshPack(desk, desk.device)) packedAt = performance.now();
      }
      await sendScans(desk, desk.device);
    }
    await tidy(desk);
    gate.refresh();
    if (isShown("records")) await showRecords(desk);
  }

  find("enrolment-form").addEventListener("submit", (event) => {
    event.preventDefault();
    void (async () => {
      const problem = await enrol(desk, findInput("enrolment-code").value.trim());
      tell("enrolment-problem", problem ?? "");
      if (problem !== undefined) return;
      findInput("enrolment-code").value = "";
      await synchronise();
      gate.proceed();
    })();
  });
  find("records-send").addEventListener("click", () => void synchronise());
  find("sign-out").addEventListener("click", () => {
    void (async () => {
      await endShift(desk);
      gate.proceed();
    })();
  });
  addEventListener("online", () => void synchronise());
  addEventListener("offline", () => {
    desk.isOnline = false;
    gate.refresh();
  });
  setInterval(() => void synchronise(), syncMilliseconds);
  keepLargeView();

  // What is known is shown at once; a network that does not answer keeps nobody waiting.
  if (device !== undefined && shift !== undefined) gate.proceed();
  else show("starting");
  await synchronise();
  if (isShown("starting") || isShown("shift")) gate.proceed();
}

/** The large view stays on this device, whoever stands at it. */
function keepLargeView(): void {
  const box = findInput("large");
  box.checked = localStorage.getItem("large") === "1";
  box.addEventListener("change", () => localStorage.setItem("large", box.checked ? "1" : ""));
}

void start();
if ("serviceWorker" in navigator)
  void navigator.serviceWorker.register(workerPath, { scope: "/venue" });
