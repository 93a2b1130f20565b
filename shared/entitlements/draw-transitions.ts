import { correctable, type EntitlementState, stateNames, transitions } from "./states.ts";

const states = Object.keys(transitions) as readonly EntitlementState[];
const targetsOf = (state: EntitlementState): readonly EntitlementState[] => transitions[state];

/** Where whatever is not paid yet may go: drawn once, from the frame around it, and not from each state. */
const endsOfUnpaid = states.filter(
  (end) =>
    !correctable.includes(end) && correctable.every((state) => targetsOf(state).includes(end)),
);

/**
 * The table of transitions as a Mermaid flowchart, to be read by people. A frame holds the states in which nothing is
 * under way or paid; an arrow from the frame stands for one from each of them.
 */
export function drawTransitions(): string {
  const unpaid = states.filter((state) => correctable.includes(state));
  const others = states.filter((state) => !correctable.includes(state));
  const node = (state: EntitlementState): string => `${state}["${stateNames[state]}<br>${state}"]`;
  const arrows = states.flatMap((from) =>
    targetsOf(from)
      .filter((to) => !(correctable.includes(from) && endsOfUnpaid.includes(to)))
      .map((to) => `  ${from} --> ${to}`),
  );
  return [
    "flowchart LR",
    "  birth(( )) --> matched",
    '  subgraph unpaid ["nothing under way, nothing paid"]',
    ...unpaid.map((state) => `    ${node(state)}`),
    "  end",
    ...others.map((state) => `  ${node(state)}`),
    ...endsOfUnpaid.map((end) => `  unpaid --> ${end}`),
    ...arrows,
    "",
  ].join("\n");
}
