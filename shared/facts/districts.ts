/** The sixteen districts, for rules, which know the dictionary and no small room of identity. */
export { districtCodes } from "#shared/identity/districts.ts";
