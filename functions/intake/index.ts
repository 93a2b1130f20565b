import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./env.ts";
import { intake } from "./intake.ts";

export default intake(systemClock) satisfies ExportedHandler<Env>;
