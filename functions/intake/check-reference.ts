import { checkSubject, type SubjectReference } from "#shared/identity/subject.ts";
import { type Rejection, reject } from "#shared/incoming/reject-event.ts";

/** Checks a document's number; a wrong check character of an organisation is a warning only. */
export function checkReference(
  reference: SubjectReference,
):
  | { ok: true; subject: SubjectReference; warned: { warning?: string } }
  | ({ ok: false } & Rejection) {
  const check = checkSubject(reference);
  if (!check.ok) {
    return reject(
      "invalid-subject",
      "证件号码无效，请核对后重发。",
      `The document number is not valid (${check.because}); check it and send the event again.`,
    );
  }
  return {
    ok: true,
    subject: check.subject,
    warned:
      check.warning === undefined
        ? {}
        : {
            warning:
              "统一社会信用代码校验位不符，已接收，请核对。 The check character is wrong; accepted, please verify.",
          },
  };
}

/** The answer to whoever reports what another department is responsible for. */
export function notTheSteward(what: string): { ok: false } & Rejection {
  return reject(
    "not-the-steward",
    `${what} 不由贵部门负责，未接收，请由责任部门报送。`,
    `Your department is not the steward of ${what}; it was not taken in. Its steward must report it; see the policy pages for who that is.`,
  );
}
