const { stdout } = process;

/** Shows what is being done: in place on a terminal, otherwise a line each, of a count only its two ends. */
export function showProgress(text: string): void {
  if (stdout.isTTY) stdout.write(`\r\u001B[K${text} …`);
  else if (!/ (?!0\/)(\d+)\/(?!\1$)\d+$/.test(text)) stdout.write(`${text} …\n`);
}

/** Clears the line of progress on a terminal. */
export function endProgress(): void {
  if (stdout.isTTY) stdout.write("\r\u001B[K");
}
