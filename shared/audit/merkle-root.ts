import { digestText } from "#shared/sealing/digest.ts";

/**
 * The Merkle root over hashes in their order, as RFC 6962 builds its tree: leaves and nodes are marked apart, so
 * that no node can be passed off as a leaf. Throws for none.
 */
export async function merkleRoot(hashes: readonly string[]): Promise<string> {
  if (hashes.length === 0) throw new RangeError("a tree has at least one leaf");
  let level = await Promise.all(hashes.map(async (hash) => digestText(`leaf ${hash}`)));
  while (level.length > 1) {
    const nodes: Promise<string>[] = [];
    for (let index = 0; index < level.length; index += 2) {
      const left = level[index] ?? "";
      const right = level[index + 1];
      nodes.push(right === undefined ? Promise.resolve(left) : digestText(`node ${left} ${right}`));
    }
    // Each level is made of the one below.
    // oxlint-disable-next-line no-await-in-loop
    level = await Promise.all(nodes);
  }
  return level[0] ?? "";
}
