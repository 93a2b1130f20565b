const compoundSurnames =
  "欧阳 上官 司马 司徒 司空 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 东方 端木 独孤 南宫 申屠 太史 澹台 濮阳 淳于 单于 赫连 呼延 闻人 钟离 鲜于 闾丘 公冶 宗政 西门 东郭 拓跋";

/**
 * A person's name with the surname kept and a star for every other character: 王小明 → 王**.
 * A compound surname is kept whole when a given name follows it. A name of one character is
 * hidden, since nothing else would be.
 */
export function maskName(name: string): string {
  const characters = Array.from(name);
  if (characters.length === 1) return "*";
  const beginning = characters.slice(0, 2).join("");
  const isCompound = characters.length > 2 && compoundSurnames.split(" ").includes(beginning);
  const kept = isCompound ? 2 : 1;
  return characters.map((character, place) => (place < kept ? character : "*")).join("");
}

/**
 * A phone number with the first three and last four characters kept: 138****0012. A number
 * shorter than eleven keeps at most its last four, and at most half of it.
 */
export function maskPhone(phone: string): string {
  const { length } = phone;
  if (length >= 11) return phone.slice(0, 3) + "*".repeat(length - 7) + phone.slice(-4);
  const kept = Math.min(4, Math.floor(length / 2));
  return "*".repeat(length - kept) + phone.slice(length - kept);
}

/** The last four characters of an account number, spaces and hyphens not counted. */
export function accountTail(account: string): string {
  return account.replace(/[\s-]/g, "").slice(-4);
}
