import type { Child } from "hono/jsx";
import { SubmitButton } from "#shared/web/components/buttons.tsx";
import type { OfferFields } from "./views.ts";

/** Opens an offer of one's own, without a link: then it is answered on its own page. */
export function OfferForm({
  offer: { policy, commitment, scope },
  form,
  outlined = false,
  children,
}: {
  offer: OfferFields;
  form: string;
  outlined?: boolean;
  children: Child;
}) {
  return (
    <form method="post" action="/me/offer">
      <input type="hidden" name="form" value={form} />
      <input type="hidden" name="policy" value={policy} />
      <input type="hidden" name="commitment" value={commitment} />
      <input type="hidden" name="scope" value={scope} />
      <SubmitButton outlined={outlined}>{children}</SubmitButton>
    </form>
  );
}
