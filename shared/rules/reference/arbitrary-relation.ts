import * as fc from "fast-check";
import type { About } from "#shared/facts/fact-definition.ts";
import { relationDefinition, relationNames, type RelationName } from "#shared/facts/relations.ts";

/** The dictionary's relations of one kind of subject. Its relatives are persons. */
export function arbitraryRelation(about: About): fc.Arbitrary<RelationName> {
  return fc.constantFrom(
    ...relationNames.filter((name) => {
      const relation = relationDefinition(name);
      return relation.about === about && relation.other === "person";
    }),
  );
}
