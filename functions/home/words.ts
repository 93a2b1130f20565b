/** Who speaks on the pages of signed-in people: no single department. */
export const speaker = "我的待遇";
