import { Actions, ButtonLink, SubmitButton } from "#shared/web/components/buttons.tsx";
import type { Page } from "#shared/web/page.ts";

/** What an objection is about, as the address says it; an entry may still be typed. */
export type About =
  | { readonly entry: string }
  | { readonly entitlement: string }
  | { readonly policy: string };

/** Who is before the page: somebody signed in, nobody yet, or somebody with a code on the way to a phone. */
type Before =
  | { readonly kind: "session"; readonly form: string }
  | { readonly kind: "nobody" }
  | { readonly kind: "phone"; readonly phone: string };

export interface ObjectionView {
  readonly about: About;
  /** The title of the policy, where it is about one's own. */
  readonly title?: string;
  readonly before: Before;
}

const speaker = "公示和异议";

/** Says against an entry in publicity, or against what was decided about oneself, that it is wrong, and why. */
export function objectionPage(view: ObjectionView): Page {
  const { about, title, before } = view;
  const heading = "entry" in about ? "对公示提出异议" : `对“${title ?? "本人的待遇"}”提出异议`;
  return {
    title: heading,
    speaker,
    homeHref: "/",
    isPassing: true,
    body: (
      <>
        <h1>{heading}</h1>
        <p>
          写明理由。两个工作日内决定是否受理；受理以后才会暂缓这一笔的拨付，依法保障的待遇照常发放。结果会告诉您。
        </p>
        {"entry" in about ? <p>您的身份加密保存，被公示的人不会知道是谁提出的。</p> : null}
        {before.kind === "nobody" ? (
          <Nobody about={about} />
        ) : (
          <form method="post" action="/objections">
            <AboutFields about={about} isTyped={before.kind === "session"} />
            {before.kind === "session" ? (
              <input type="hidden" name="form" value={before.form} />
            ) : (
              <CodeFields phone={before.phone} />
            )}
            <p>
              <label class="field">
                理由（说明哪里不对，有什么依据）
                <textarea name="grounds" rows={6} minlength={5} maxlength={2000} required />
              </label>
            </p>
            <Actions>
              <SubmitButton>提出异议</SubmitButton>
            </Actions>
          </form>
        )}
        <h2>不愿留名</h2>
        <form method="post" action="/objections/hint">
          <input type="hidden" name="entry" value={"entry" in about ? about.entry : ""} />
          <p>
            <label class="field">
              线索（不问您是谁，只供经办部门核查，不影响任何人的待遇）
              <textarea name="text" rows={3} minlength={5} maxlength={2000} required />
            </label>
          </p>
          <Actions>
            <SubmitButton outlined>提供线索</SubmitButton>
          </Actions>
        </form>
        <p class="small quiet" lang="en">
          Say why an entry is wrong: signed in, or with a code sent to your phone. Only an accepted
          objection stops a payment. Whom it concerns never learns who you are.
        </p>
      </>
    ),
  };
}

/** Signing in stands first; a phone will do for an entry that is public. */
function Nobody({ about }: { about: About }) {
  return (
    <>
      <Actions>
        <ButtonLink href={`/me/sign-in?to=${encodeURIComponent(pathOf(about))}`}>
          登录后提出
        </ButtonLink>
      </Actions>
      {"entry" in about ? (
        <>
          <h2>不登录，验证手机号</h2>
          <form method="post" action="/objections/code">
            <AboutFields about={about} isTyped />
            <p>
              <label class="field">
                手机号
                <input
                  type="text"
                  name="phone"
                  inputmode="tel"
                  autocomplete="tel"
                  maxlength={11}
                  required
                />
              </label>
            </p>
            <Actions>
              <SubmitButton outlined>发送验证码</SubmitButton>
            </Actions>
          </form>
        </>
      ) : null}
    </>
  );
}

function AboutFields({ about, isTyped }: { about: About; isTyped: boolean }) {
  if ("entitlement" in about)
    return <input type="hidden" name="entitlement" value={about.entitlement} />;
  if ("policy" in about) return <input type="hidden" name="policy" value={about.policy} />;
  const { entry } = about;
  if (!isTyped) {
    return (
      <p>
        <input type="hidden" name="entry" value={entry} />
        公示编号：<span class="number">{entry.toUpperCase()}</span>
      </p>
    );
  }
  return (
    <p>
      <label class="field">
        公示编号（14位，见公示名单）
        <input
          type="text"
          class="code"
          name="entry"
          value={entry.toUpperCase()}
          maxlength={14}
          autocomplete="off"
          required
        />
      </label>
    </p>
  );
}

function CodeFields({ phone }: { phone: string }) {
  return (
    <>
      <input type="hidden" name="phone" value={phone} />
      <p>
        <label class="field">
          验证码（已发到尾号{phone.slice(-4)}的手机，10分钟内有效）
          <input
            type="text"
            class="code"
            name="code"
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength={6}
            required
          />
        </label>
      </p>
    </>
  );
}

function pathOf(about: About): string {
  if ("entitlement" in about) return `/objections/of/${about.entitlement}`;
  if ("policy" in about) return `/objections/under/${about.policy}`;
  return about.entry === "" ? "/objections" : `/objections/${about.entry}`;
}
