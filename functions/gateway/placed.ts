import type { EventResult } from "#shared/contract/events.schema.ts";
import type { GatewayEvent } from "#shared/contract/gateway-events.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import type { Env } from "./env.ts";

/** An event, its place in the batch, and a digest of what it says. */
export interface Placed<Event = GatewayEvent> {
  readonly index: number;
  readonly event: Event;
  readonly digest: string;
}

interface Circumstances {
  readonly env: Env;
  readonly gateway: DepartmentId;
  readonly now: Date;
}

type Results = readonly (readonly [index: number, EventResult])[];

/** Takes in the events of a batch that it is for; throws when a database failed. */
export type TakeIn<Event = GatewayEvent> = (
  circumstances: Circumstances,
  placed: readonly Placed<Event>[],
) => Promise<Results>;

/** Makes of what takes in one type of event what passes over all others. */
export function ofType<Type extends GatewayEvent["type"]>(
  type: Type,
  takeIn: TakeIn<Extract<GatewayEvent, { type: Type }>>,
): TakeIn {
  return async (circumstances, placed) => {
    const own = placed.flatMap(({ event, ...rest }) =>
      isOfType(event, type) ? [{ ...rest, event }] : [],
    );
    return own.length === 0 ? [] : takeIn(circumstances, own);
  };
}

function isOfType<Type extends GatewayEvent["type"]>(
  event: GatewayEvent,
  type: Type,
): event is Extract<GatewayEvent, { type: Type }> {
  return event.type === type;
}
