/** A phone or tablet of a venue, and the code by which it makes itself known once. */
export interface Tablet {
  readonly venue: string;
  readonly id: string;
  readonly enrolmentCode: string;
}

/** How to try a gate: one window shows a code, another scans it. */
export function VenueDevices({ tablets }: { tablets: readonly Tablet[] }) {
  return (
    <>
      <p>
        出示：<a href="/me/code">/me/code</a>；核验：<a href="/venue">/venue</a>
        ，先用下面的登记码登记（每个只能用一次），再以示例工作人员签到。
      </p>
      <ul class="rows">
        {tablets.map(({ venue, id, enrolmentCode }) => (
          <li>
            <span>
              {venue} {id}
            </span>
            <code class="small number">{enrolmentCode}</code>
          </li>
        ))}
      </ul>
    </>
  );
}
