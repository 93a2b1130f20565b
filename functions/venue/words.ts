/** Who speaks on a venue's device: no single department. */
export const speaker = "场所核验";
