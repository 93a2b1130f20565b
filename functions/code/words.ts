import { formatDay } from "#shared/calendar/format.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";

/** Who speaks on the pages with a code. */
export const speaker = "随申码";

/** What a code is called by whose it is. */
export const classNames = {
  person: "本人",
  child: "孩子",
  family: "家人",
  enterprise: "单位",
  printed: "离线码",
} as const;

/** Until when paper says it is good: the last whole day, for the code ends in the midst of the next. */
export const lastDayOf = (validUntil: Date): string =>
  formatDay(shanghaiDay(new Date(validUntil.getTime() - 86_400_000)));
