import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./env.ts";
import { windowFunction } from "./window.ts";

export default windowFunction(systemClock) satisfies ExportedHandler<Env>;
