/** Reads the present instant; `env` is the function's bindings, which a stand-in clock may need. */
export type Clock = (env: unknown) => Promise<Date>;

/** The machine's own clock: what every deployed function is given. */
export const systemClock: Clock = async () => new Date();
