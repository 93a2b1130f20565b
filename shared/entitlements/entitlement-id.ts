import { digestText } from "#shared/sealing/digest.ts";

/** An entitlement's id: two characters of the bucket, then 26 derived from what makes it unique. */
export async function entitlementId(
  subjectKey: string,
  policy: string,
  period: string,
): Promise<string> {
  return (
    subjectKey.slice(0, 2) +
    (await digestText(`entitlement ${subjectKey} ${policy} ${period}`)).slice(0, 26)
  );
}
