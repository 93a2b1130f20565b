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
