import type { ValueOf } from "./dictionary.ts";

/**
 * What kind of organisation a unified social credit code belongs to: its first character is the registering
 * department, its second the kind (GB 32100-2015, tables 1 and 2).
 */
export function organisationKindOf(uscc: string): ValueOf<"organisationKind"> {
  switch (uscc.slice(0, 2)) {
    case "11":
      return "state-organ";
    case "12":
      return "public-institution";
    case "51":
      return "social-group";
    case "52":
      return "private-non-enterprise";
    case "53":
      return "foundation";
    case "91":
      return "enterprise";
    case "92":
      return "individual-business";
    case "93":
      return "cooperative";
    default:
      return "other";
  }
}
