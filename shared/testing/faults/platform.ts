import { vi } from "vitest";
import type { Scheduler } from "./scheduler.ts";

/**
 * Puts in place of what is random or takes time what follows from the seed alone: random numbers, pauses, the network and
 * the order in which hashes are done. Undone by `vi.unstubAllGlobals`.
 */
export function controlPlatform(
  scheduler: Scheduler,
  random: () => number,
  network: typeof fetch,
): void {
  const inTurn = new Proxy(crypto.subtle, {
    get(subtle, name) {
      const method: unknown = Reflect.get(subtle, name);
      if (typeof method !== "function") return method;
      return async (...values: unknown[]) =>
        scheduler.compute(async (): Promise<unknown> => method.apply(subtle, values));
    },
  });
  vi.stubGlobal("crypto", {
    subtle: inTurn,
    getRandomValues<View extends Uint8Array>(view: View): View {
      for (let index = 0; index < view.length; index += 1) view[index] = Math.floor(random() * 256);
      return view;
    },
    randomUUID: () =>
      `00000000-0000-4000-8000-${String(Math.floor(random() * 1e12)).padStart(12, "0")}`,
  });
  vi.stubGlobal("scheduler", {
    wait: async (milliseconds: number) => {
      const until = scheduler.now().getTime() + milliseconds;
      return scheduler.call("pause", async () =>
        scheduler.jump(Math.max(0, until - scheduler.now().getTime())),
      );
    },
  });
  vi.stubGlobal("fetch", network);
  vi.spyOn(Math, "random").mockImplementation(random);
  for (const method of ["warn", "error"] as const)
    vi.spyOn(console, method).mockImplementation(() => {});
}
