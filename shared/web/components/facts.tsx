import type { Child } from "hono/jsx";

/** One line of a list of facts; a line without a value is left out by its maker, never shown empty. */
export interface Fact {
  readonly label: string;
  readonly value: Child;
}

/** Facts under their names: beside each other where there is room, otherwise beneath. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl>
      {facts.map(({ label, value }) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
