import { formatPeriod } from "#shared/calendar/format.ts";
import { plainPeriod } from "./period-of-relative.ts";

/** The period of an entitlement as people read it, whatever relative it is for: 2026年11月, 一次性发放. */
export function periodInWords(period: string): string {
  const plain = plainPeriod(period);
  return plain === "once" ? "一次性发放" : formatPeriod(plain);
}
