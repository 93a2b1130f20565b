import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./env.ts";
import { venue } from "./venue.ts";

export default venue(systemClock) satisfies ExportedHandler<Env>;
