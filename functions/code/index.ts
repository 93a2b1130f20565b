import { systemClock } from "#shared/web/clock.ts";
import { code } from "./code.ts";
import type { Env } from "./env.ts";

export default code(systemClock) satisfies ExportedHandler<Env>;
