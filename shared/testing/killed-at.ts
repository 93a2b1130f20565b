/** Fails once, at the moment of this number: before or after some database's transaction. */
export function killedAt(moment: number): {
  readonly happened: () => boolean;
  readonly failing: () => boolean;
} {
  let moments = 0;
  return {
    failing: () => (moments += 1) === moment,
    happened: () => moments >= moment,
  };
}
