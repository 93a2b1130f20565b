import { describe, expect, it } from "vitest";
import { checkSubject, subjectText, type SubjectReference } from "./subject.ts";

describe("a subject's reference", () => {
  it.each<SubjectReference>([
    { kind: "person", idType: "resident-id", id: "319900195703080012" },
    { kind: "person", idType: "hmt-residence-permit", id: "810000190001010018" },
    { kind: "person", idType: "hmt-residence-permit", id: "82000019000101001X" },
    { kind: "person", idType: "hmt-residence-permit", id: "830000190001010011" },
    { kind: "person", idType: "foreign-permanent-resident", id: "931840190001010010" },
    { kind: "organisation", idType: "uscc", id: "91319900000000019N" },
  ])("$idType $id is accepted as it is", (reference) => {
    expect(checkSubject(reference)).toEqual({ ok: true, subject: reference });
  });

  it("is given back with the canonical number and nothing else", () => {
    const reference = {
      kind: "person",
      idType: "resident-id",
      id: "31990019700101006x",
      note: "not ours",
    } as const;
    expect(checkSubject(reference)).toEqual({
      ok: true,
      subject: { kind: "person", idType: "resident-id", id: "31990019700101006X" },
    });
    expect(
      checkSubject({ kind: "organisation", idType: "uscc", id: "91319900000000019n" }),
    ).toMatchObject({ subject: { id: "91319900000000019N" } });
  });

  it("an organisation with a wrong check character is accepted with a warning", () => {
    const reference = { kind: "organisation", idType: "uscc", id: "91350100M000100Y4A" } as const;
    expect(checkSubject(reference)).toEqual({
      ok: true,
      subject: reference,
      warning: "check-character",
    });
  });

  it.each<[SubjectReference, string]>([
    [{ kind: "person", idType: "resident-id", id: "319900195703080013" }, "check-digit"],
    [{ kind: "person", idType: "resident-id", id: "31990019570230001X" }, "date"],
    [{ kind: "person", idType: "resident-id", id: "31990019570308001" }, "length"],
    [{ kind: "person", idType: "hmt-residence-permit", id: "810000190001010019" }, "check-digit"],
    [{ kind: "person", idType: "hmt-residence-permit", id: "319900195703080012" }, "region"],
    [{ kind: "person", idType: "resident-id", id: "810000190001010018" }, "region"],
    [{ kind: "person", idType: "resident-id", id: "931840190001010010" }, "region"],
    [{ kind: "person", idType: "hmt-residence-permit", id: "931840190001010010" }, "region"],
    [{ kind: "person", idType: "foreign-permanent-resident", id: "319900195703080012" }, "region"],
    [{ kind: "organisation", idType: "uscc", id: "91350100O000100Y43" }, "characters"],
    [{ kind: "organisation", idType: "uscc", id: "9135" }, "length"],
  ])("%j is refused for its %s", (reference, because) => {
    expect(checkSubject(reference)).toEqual({ ok: false, because });
  });

  it("has one text, which tells kinds of documents apart", () => {
    const id = "810000190001010018";
    expect(subjectText({ kind: "person", idType: "resident-id", id })).toBe(
      "person:resident-id:810000190001010018",
    );
    expect(subjectText({ kind: "person", idType: "hmt-residence-permit", id })).toBe(
      "person:hmt-residence-permit:810000190001010018",
    );
    expect(subjectText({ kind: "organisation", idType: "uscc", id: "91319900000000019N" })).toBe(
      "organisation:uscc:91319900000000019N",
    );
  });
});
