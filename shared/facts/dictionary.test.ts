import { describe, expect, expectTypeOf, it } from "vitest";
import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { isDepartmentId } from "#shared/identity/departments.ts";
import {
  definitionOf,
  factNames,
  isFactName,
  type AboutOf,
  type FactNameAbout,
  type FactNameOfKind,
  type ValueOf,
} from "./dictionary.ts";
import { relationDefinition, relationNames } from "./relations.ts";

/** The outside contract's table: fact, type, steward, what absence means. */
const contract = [
  ["birthDate", "date", "public-security", "unknown"],
  ["sex", "choice", "public-security", "unknown"],
  ["deathDate", "date", "public-security", "none"],
  ["deathCertifiedOn", "date", "health", "none"],
  ["crematedOn", "date", "civil-affairs", "none"],
  ["hukouDistrict", "district", "public-security", "unknown"],
  ["residenceDistrict", "district", "public-security", "unknown"],
  ["disabilityGrade", "integer", "disabled-persons-federation", "none"],
  ["disabilityCategory", "integer", "disabled-persons-federation", "none"],
  ["minimumLivingAllowance", "boolean", "civil-affairs", "false"],
  ["severelyDisabledJobless", "boolean", "civil-affairs", "false"],
  ["oneChildCertificate", "boolean", "health", "unknown"],
  ["retiredOn", "date", "human-resources", "unknown"],
  ["martyrFamily", "boolean", "veterans-affairs", "false"],
  ["veteran", "boolean", "veterans-affairs", "false"],
  ["studentStatus", "choice", "education", "unknown"],
  ["establishedOn", "date", "market-regulation", "unknown"],
  ["industry", "code", "market-regulation", "unknown"],
  ["registeredDistrict", "district", "market-regulation", "unknown"],
  ["deregisteredOn", "date", "market-regulation", "none"],
  ["seriousDishonesty", "boolean", "credit-centre", "false"],
  ["sizeClass", "choice", "economy-informatisation", "unknown"],
  ["specialisedNew", "choice", "economy-informatisation", "none"],
  ["insuredHeadcount", "integer", "human-resources", "unknown"],
  ["naturalAttrition", "integer", "human-resources", "unknown"],
  ["unemploymentPremiumPaidFen", "integer", "human-resources", "unknown"],
] as const;

describe("the data dictionary", () => {
  it.each(contract)("%s is as the contract says", (name, kind, steward, absence) => {
    const definition = definitionOf(name);
    expect(definition.type.kind).toBe(kind);
    expect(definition.steward).toBe(steward);
    expect(definition.absence.means).toBe(absence);
  });

  it("holds every fact of the contract", () => {
    expect(factNames).toEqual(expect.arrayContaining(contract.map(([name]) => name)));
  });

  it("knows its own names and not those that every object has", () => {
    expect(isFactName("birthDate")).toBe(true);
    expect(isFactName("constructor")).toBe(false);
    expect(isFactName("__proto__")).toBe(false);
  });

  it.each(factNames)("%s has a Chinese label, a steward and a meaning of its absence", (name) => {
    const { label, steward, absence } = definitionOf(name);
    expect(label).toMatch(/^\p{Script=Han}+$/u);
    expect(isDepartmentId(steward)).toBe(true);
    expect(absence.means === "unknown" || absence.lateAfterHours > 0).toBe(true);
  });

  it("births, sexes, events, figures of a past period and what number or relation tells hold always; all else from a day on", () => {
    const constant = factNames.filter((name) => definitionOf(name).constant);
    const events = factNames.filter((name) => definitionOf(name).type.kind === "date");
    const periodic = factNames.filter((name) => definitionOf(name).period !== undefined);
    const derived = factNames.filter((name) => definitionOf(name).derived === true);
    expect(derived).toEqual(["organisationKind", "employedSince", "contractMonths"]);
    expect(new Set(constant)).toEqual(new Set([...events, ...periodic, ...derived, "sex"]));
  });

  it.each(relationNames)(
    "what the days of %s tell is about the other one, and its absence says nothing",
    (relation) => {
      const { other, stewards, tells = [] } = relationDefinition(relation);
      for (const name of tells) {
        const definition = definitionOf(name);
        expect(definition).toMatchObject({ about: other, derived: true });
        expect(stewards).toContain(definition.steward);
        expect(definition.absence.means).toBe("unknown");
      }
    },
  );

  it("absence means false for booleans only", () => {
    for (const name of factNames) {
      const { absence, type } = definitionOf(name);
      expect(absence.means === "false" && type.kind !== "boolean").toBe(false);
      expect(absence.means === "none" && type.kind === "boolean").toBe(false);
    }
  });

  it("absence says nothing of a fact by period: no register tells that a period’s figures are all in", () => {
    const periodic = factNames.filter((name) => definitionOf(name).period !== undefined);
    for (const name of periodic) expect(definitionOf(name).absence.means).toBe("unknown");
  });

  it("names and values are known to the types", () => {
    expectTypeOf<ValueOf<"birthDate">>().toEqualTypeOf<CivilDate>();
    expectTypeOf<ValueOf<"sizeClass">>().toEqualTypeOf<"micro" | "small" | "medium" | "large">();
    expectTypeOf<ValueOf<"disabilityGrade">>().toEqualTypeOf<number>();
    expectTypeOf<AboutOf<"seriousDishonesty">>().toEqualTypeOf<"organisation">();
    expectTypeOf<"seriousDishonesty">().not.toExtend<FactNameAbout<"person">>();
    expectTypeOf<"birthDate">().not.toExtend<FactNameOfKind<"integer">>();
  });
});
