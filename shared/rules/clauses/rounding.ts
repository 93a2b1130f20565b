import type { Rounding } from "#shared/rules/language/condition.ts";

/** To the fen, where the source says nothing of what is less than one. */
export const toTheFen: Rounding = {
  mode: "half-up",
  clause: "来源未规定分以下的取舍，四舍五入到分是本系统的约定",
};
