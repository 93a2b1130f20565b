/** Every function of the house that the harness drives, as one thing that a mutant can stand in for. */
export { bindings as confirmBindings } from "../../../functions/confirm/env.ts";
export { confirm } from "../../../functions/confirm/confirm.ts";
export { bindings as consoleBindings } from "../../../functions/console/env.ts";
export { consoleFunction } from "../../../functions/console/console.ts";
export { bindings as fulfilBindings } from "../../../functions/fulfil/env.ts";
export { fulfil } from "../../../functions/fulfil/fulfil.ts";
export { bindings as intakeBindings } from "../../../functions/intake/env.ts";
export { intake } from "../../../functions/intake/intake.ts";
export { bindings as joinBindings } from "../../../functions/join/env.ts";
export { join } from "../../../functions/join/join.ts";
export { bindings as notifyBindings } from "../../../functions/notify/env.ts";
export { notify } from "../../../functions/notify/notify.ts";
export { bindings as sweepBindings } from "../../../functions/sweep/env.ts";
export { sweep } from "../../../functions/sweep/sweep.ts";
