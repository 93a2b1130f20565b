import { Notice } from "#shared/web/components/notice.tsx";
import type { OfferHeading } from "./views.ts";

/** For whom whoever reads decides. */
export function OnBehalf({ view: { onBehalfOf } }: { view: OfferHeading }) {
  if (onBehalfOf === undefined) return null;
  return (
    <Notice kind="note" title={`您正在代${onBehalfOf}办理`}>
      <p>款项只发到本人登记的账户。办理以后，会发消息告诉本人。</p>
    </Notice>
  );
}
