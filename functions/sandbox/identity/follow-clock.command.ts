import { readClock, type Send } from "../start/outside.command.ts";

/**
 * Lets this process live by the sandbox's clock, as every function does: whoever moves it can still sign in. Read around
 * each request to the identity provider, which knows no clock but the machine's.
 */
export function followClock(
  send: Send,
): (context: unknown, next: () => Promise<void>) => Promise<void> {
  const machineNow = Date.now.bind(Date);
  return async (_context, next) => {
    const offset = (await readClock(send)).getTime() - machineNow();
    Date.now = () => machineNow() + offset;
    await next();
  };
}
