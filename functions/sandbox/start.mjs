// Plain JavaScript, so that an old Node reads it too and says what is missing instead of stumbling over a type.
const { features, versions } = process;

if (features.typescript === "strip" || features.typescript === "transform") {
  const { start } = await import("./start.command.ts");
  await start(process.argv.slice(2), process.env);
} else {
  console.error(
    `Node ${versions.node} is too old: run \`npm ci\` and then \`npm start\`, which brings its own Node.`,
  );
  process.exitCode = 1;
}
