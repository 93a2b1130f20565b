import { formatInstant } from "#shared/web/format-instant.ts";
import { OfferForm } from "./offer-form.tsx";
import type { AdjustmentItem, GrantedItem, PeriodItem, ReceiptItem } from "./views.ts";

/** As many periods as are read at once; older ones are folded away. */
const shownPeriods = 3;

/** A benefit that was granted: which periods, why, under which receipt, and where it can be changed. */
export function Granted({ item, form }: { item: GrantedItem; form: string }) {
  const {
    title,
    department,
    reason,
    periods,
    received,
    adjustments,
    receipts,
    offers,
    isDirect,
    objectionHref,
  } = item;
  const [shown, older] = [periods.slice(0, shownPeriods), periods.slice(shownPeriods)];
  return (
    <li>
      <h3>{title}</h3>
      <p>
        {department}
        {received === undefined ? null : `，已经发放${received}`}
      </p>
      <Periods periods={shown} />
      {older.length === 0 ? null : (
        <details>
          <summary>更早的{older.length}期</summary>
          <Periods periods={older} />
        </details>
      )}
      {adjustments.map((adjustment) => (
        <Adjusted item={adjustment} />
      ))}
      <details>
        <summary>为什么</summary>
        <p>{reason}</p>
        {objectionHref === undefined ? null : (
          <p>
            <a href={objectionHref}>认为金额或者认定有误，提出异议</a>
          </p>
        )}
        {isDirect ? <p>这一项直接发放，不用确认。</p> : null}
        {receipts.map((receipt) => (
          <Receipt receipt={receipt} />
        ))}
      </details>
      {offers.map((offer) => (
        <OfferForm offer={offer} form={form} outlined>
          查看或更改
        </OfferForm>
      ))}
    </li>
  );
}

function Periods({ periods }: { periods: readonly PeriodItem[] }) {
  return (
    <ul class="rows">
      {periods.map(({ period, amount, state, held, publicNumber }) => (
        <li>
          <span>
            {period}
            {amount === undefined ? null : ` ${amount}`}
          </span>
          <span>
            {state}
            {held === undefined ? null : <span class="small quiet">{held}</span>}
            {publicNumber === undefined ? null : (
              <span class="small quiet number">公示编号 {publicNumber.toUpperCase()}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** It follows the periods, and stands open: a sum that is owed must not be overlooked. */
function Adjusted({ item: { title, texts, letters } }: { item: AdjustmentItem }) {
  return (
    <>
      <h4>{title}</h4>
      {texts.map((text) => (
        <p>{text}</p>
      ))}
      {letters.map((letter) => (
        <details>
          <summary>{letter.title}</summary>
          {letter.text.split("\n").map((line) => (
            <p>{line}</p>
          ))}
        </details>
      ))}
    </>
  );
}

function Receipt({ receipt: { decision, decidedAt, number } }: { receipt: ReceiptItem }) {
  return (
    <p class="small">
      {formatInstant(decidedAt)}
      {decision === "confirm" ? "确认领取" : "放弃"}，回执号<span class="number">{number}</span>。
    </p>
  );
}
