/**
 * Characters that stood in the private use area until GB 18030-2022 gave them their places in Unicode, as the registers
 * of older systems still write them (GB 18030-2005, bytes FE51 to FEA0).
 */
const placed = new Map(
  Object.entries({
    "\ue816": "\u{20087}",
    "\ue817": "\u{20089}",
    "\ue818": "\u{200cc}",
    "\ue81e": "\u9fb4",
    "\ue826": "\u9fb5",
    "\ue82b": "\u9fb6",
    "\ue82c": "\u9fb7",
    "\ue831": "\u{215d7}",
    "\ue832": "\u9fb8",
    "\ue83b": "\u{2298f}",
    "\ue843": "\u9fb9",
    "\ue854": "\u9fba",
    "\ue855": "\u{241fe}",
    "\ue864": "\u9fbb",
  }),
);

/**
 * A name as it is kept: what GB 18030-2022 has moved out of the private use area stands in its place. Nothing else is
 * changed, for a name must be the one that the bank has: not even what Unicode holds to be the same, such as U+F92C.
 */
export const writtenName = (name: string): string =>
  name.replaceAll(/\p{Co}/gu, (character) => placed.get(character) ?? character);

/** Whether a name holds characters of somebody's own, which no other system and no reader's font can show. */
export const hasPrivateCharacters = (name: string): boolean => /\p{Co}/u.test(writtenName(name));
