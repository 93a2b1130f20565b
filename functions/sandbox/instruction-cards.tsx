import { departmentNames } from "#shared/identity/departments.ts";
import { fen, formatYuan } from "#shared/money/fen.ts";
import { Facts } from "#shared/web/components/facts.tsx";
import { SubmitButton } from "#shared/web/components/buttons.tsx";
import { formatInstant } from "#shared/web/format-instant.ts";
import type { ReceivedInstruction, ReportedResult } from "./received.ts";

const resultNames: Readonly<Record<ReportedResult, string>> = {
  paid: "已回报：已支付",
  rejected: "已回报：拒付",
  returned: "已回报：退票",
};

/** Instructions as the payers received them. */
export function InstructionCards({
  instructions,
}: {
  instructions: readonly ReceivedInstruction[];
}) {
  if (instructions.length === 0) {
    return <p>还没有指令。有人确认、款项获准拨付后，付款部门会在这里收到指令。</p>;
  }
  return (
    <ul class="cards">
      {instructions.map((instruction) => (
        <li>
          <h3>
            {instruction.remark}
            {instruction.amountFen === undefined
              ? ""
              : ` ${formatYuan(fen(instruction.amountFen))}`}
          </h3>
          <Facts facts={factsOf(instruction)} />
          <div class="actions row">
            <ReportButton endToEndId={instruction.endToEndId} result="paid">
              回报已支付
            </ReportButton>
            <ReportButton endToEndId={instruction.endToEndId} result="returned">
              回报退票
            </ReportButton>
          </div>
        </li>
      ))}
    </ul>
  );
}

function factsOf(instruction: ReceivedInstruction) {
  const { payee, reported, received } = instruction;
  const arrival = formatInstant(new Date(instruction.firstReceivedAt));
  return [
    { label: "付款部门", value: departmentNames[instruction.department] },
    ...(payee === undefined
      ? []
      : [{ label: "收款人", value: `${payee.name}，${payee.bank} ${payee.account}` }]),
    { label: "编号", value: <span class="number">{instruction.endToEndId}</span> },
    {
      label: "收到",
      value: [
        arrival,
        ...(received > 1 ? [`共 ${received} 次`] : []),
        reported === undefined ? "尚未回报" : resultNames[reported],
      ].join("，"),
    },
  ];
}

function ReportButton({
  endToEndId,
  result,
  children,
}: {
  endToEndId: string;
  result: ReportedResult;
  children: string;
}) {
  return (
    <form method="post" action="/sandbox/actions/report">
      <input type="hidden" name="endToEndId" value={endToEndId} />
      <input type="hidden" name="result" value={result} />
      <SubmitButton outlined>{children}</SubmitButton>
    </form>
  );
}
