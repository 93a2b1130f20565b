/** Where people go who asked for nowhere else. */
const home = "/me";

/**
 * The path to return to after signing in: of our own pages for people only, whatever was asked for. No other origin, no
 * query and no fragment can be written with these characters, nor `//` or `/\`.
 */
export function localPath(text: string | undefined): string {
  return text !== undefined && /^\/(me|c|objections)(\/[a-z0-9-]+)*$/.test(text) ? text : home;
}
