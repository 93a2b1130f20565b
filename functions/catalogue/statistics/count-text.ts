/** What stands in place of a figure that is not told. */
export const hidden = "不公布";

/** A count as it is told, with its unit. */
export function countText(number: number | null, unit = ""): string {
  return number === null ? hidden : `${String(number).replace(/\B(?=(\d{3})+$)/g, ",")}${unit}`;
}
