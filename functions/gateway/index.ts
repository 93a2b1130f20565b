import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./env.ts";
import { gateway } from "./gateway.ts";

export default gateway(systemClock) satisfies ExportedHandler<Env>;
