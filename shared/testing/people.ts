import type { SubjectReference } from "#shared/identity/subject.ts";
import type { Dev } from "./dev-harness.ts";

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A resident of the fictional region 319900, by birth and number: no real person has such a document. */
export function resident(birthDate: string, number: number): SubjectReference {
  const digits = `319900${birthDate.replaceAll("-", "")}${String(number).padStart(3, "0")}`;
  const sum = weights.reduce(
    (total, weight, index) => total + weight * Number(digits.charAt(index)),
    0,
  );
  return { kind: "person", idType: "resident-id", id: digits + "10X98765432".charAt(sum % 11) };
}

export const organisation: SubjectReference = {
  kind: "organisation",
  idType: "uscc",
  id: "91319900000000019N",
};

/** Reports where a subject is reached and paid, each field by its steward. */
export async function reportContact(
  dev: Dev,
  subject: SubjectReference,
  tail = "0012",
): Promise<void> {
  const contact = (data: object) => [
    { type: "contact.reported.v1" as const, data: { subject, ...data } },
  ];
  const isPerson = subject.kind === "person";
  await dev
    .department(isPerson ? "public-security" : "market-regulation")
    .send(contact({ name: "王建国" }));
  await dev.department("government-services").send(contact({ phone: `1380000${tail}` }));
  const account = { bank: "中国工商银行", number: `622200000000${tail}`, holder: "王建国" };
  if (isPerson) await dev.department("human-resources").send(contact({ account }));
  else await dev.department("tax").send(contact({ account, premiumAccount: account }));
}

/** Reports what police know of a person. */
export async function reportPerson(
  dev: Dev,
  subject: SubjectReference,
  facts: Record<string, string | number | boolean | null>,
): Promise<void> {
  await dev
    .department("public-security")
    .send([{ type: "facts.reported.v1", data: { subject, facts } }]);
}

export interface ToldVerdict {
  policy: string;
  version: string;
  verdict: string;
  amountFen?: number;
  reason: string;
  missing: { fact: string; steward: string }[];
  nextChangeOn?: string;
  stage: string;
  notYet?: { because: string; text: string };
  entitlements: {
    id: string;
    period: string;
    state: string;
    amountFen?: number;
    heldBecause?: string;
  }[];
}

/** What an auditor is told of one policy and one subject. */
export async function explain(
  dev: Dev,
  subject: SubjectReference,
  policy: string,
  on?: string,
): Promise<ToldVerdict> {
  const token = await dev.staff("auditor");
  const response = await dev.post(
    "/v1/console/explanations",
    { subject, policy, purpose: "审计抽查", ...(on === undefined ? {} : { on }) },
    token,
  );
  const { verdicts } = trusted(await response.json());
  const [verdict] = verdicts;
  if (verdict === undefined) throw new Error(`no verdict of ${policy}: ${response.status}`);
  return verdict;
}

/** Guarantee: the console's own tests hold this answer to the contract's schema. */
function trusted(answer: unknown): { verdicts: ToldVerdict[] } {
  return answer as { verdicts: ToldVerdict[] };
}
