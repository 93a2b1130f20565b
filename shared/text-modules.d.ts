/**
 * A text beside the code: the Worker is given it as a text and compiles nothing of it. Wrangler takes every .txt so;
 * .config/vitest.ts does the same for the tests.
 */
declare module "*.txt" {
  const text: string;
  export { text as default };
}
