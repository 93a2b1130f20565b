import { SubmitButton } from "#shared/web/components/buttons.tsx";
import { noFaults, type Faults } from "./faults.ts";

const fields = [
  { target: "gateway", rate: "fail", name: "gatewayFail", label: "短信网关：拒收" },
  {
    target: "gateway",
    rate: "loseReply",
    name: "gatewayLoseReply",
    label: "短信网关：收下但答复丢失",
  },
  { target: "gateway", rate: "duplicate", name: "gatewayDuplicate", label: "短信网关：收到两次" },
  { target: "payer", rate: "fail", name: "payerFail", label: "付款部门：拒收" },
  { target: "payer", rate: "loseReply", name: "payerLoseReply", label: "付款部门：收下但答复丢失" },
  { target: "payer", rate: "duplicate", name: "payerDuplicate", label: "付款部门：收到两次" },
] as const;

const rates = [0, 0.1, 0.3, 0.5, 1];

/** How often the outside world misbehaves. */
export function FaultsForm({ faults }: { faults: Faults }) {
  const active = fields.some(({ target, rate }) => (faults[target] ?? noFaults)[rate] > 0);
  return (
    <details open={active}>
      <summary>{active ? "外面的世界正在出故障" : "让外面的世界出故障"}</summary>
      <form method="post" action="/sandbox/actions/faults">
        {fields.map(({ target, rate, name, label }) => (
          <p>
            <label class="field" for={name}>
              {label}
            </label>
            <RateSelect name={name} value={(faults[target] ?? noFaults)[rate]} />
          </p>
        ))}
        <div class="actions row">
          <SubmitButton>保存故障设置</SubmitButton>
        </div>
      </form>
    </details>
  );
}

function RateSelect({ name, value }: { name: string; value: number }) {
  const offered = rates.includes(value) ? rates : [...rates, value].toSorted((a, b) => a - b);
  return (
    <select id={name} name={name}>
      {offered.map((rate) => (
        <option value={String(rate)} selected={rate === value}>
          {rate === 0 ? "从不" : rate === 1 ? "每次" : `${Math.round(rate * 100)}%`}
        </option>
      ))}
    </select>
  );
}
