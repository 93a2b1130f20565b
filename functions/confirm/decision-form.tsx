import { SubmitButton } from "#shared/web/components/buttons.tsx";
import type { Child } from "hono/jsx";
import type { Decision, LinkCheck } from "./views.ts";

/** The one form that decides. The handle ties it to the offer that the reader sees. */
export function DecisionForm({
  decision,
  handle,
  check,
  checkFailed = false,
  outlined = false,
  children,
}: {
  decision: Decision;
  handle: string;
  check: LinkCheck;
  checkFailed?: boolean | undefined;
  outlined?: boolean;
  children: Child;
}) {
  return (
    <form method="post" action="/c/decision">
      <input type="hidden" name="decision" value={decision} />
      <input type="hidden" name="handle" value={handle} />
      {check === "last-four" ? <LastFour failed={checkFailed} /> : null}
      <SubmitButton outlined={outlined}>{children}</SubmitButton>
      {check === "last-four" && decision === "confirm" ? (
        <button class="button outlined" type="submit" formaction="/c/check">
          先看申请表和材料
        </button>
      ) : null}
    </form>
  );
}

/** The only field that a policy may ask for; X stands in some resident numbers. */
function LastFour({ failed }: { failed: boolean }) {
  return (
    <>
      <label class="field" for="last-four">
        您的证件号码后四位
      </label>
      <input
        class="code"
        type="text"
        id="last-four"
        name="lastFour"
        required
        maxlength={4}
        pattern="[0-9A-Za-z]{4}"
        autocomplete="off"
        aria-invalid={failed ? "true" : undefined}
        aria-describedby="last-four-hint"
      />
      <p class={failed ? "small wrong" : "small quiet"} id="last-four-hint">
        {failed
          ? "与登记的不一致，没有改动任何内容。请再输一次。"
          : "用来核对是您本人，末位可能是X。"}
      </p>
    </>
  );
}
