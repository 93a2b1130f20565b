/** "12月1日 14:05" in Shanghai, which is eight hours from UTC all year. */
export function formatInstant(instant: Date): string {
  const local = new Date(instant.getTime() + 8 * 3_600_000);
  const two = (number: number): string => String(number).padStart(2, "0");
  const time = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}`;
  return `${local.getUTCMonth() + 1}月${local.getUTCDate()}日 ${time}`;
}
