import { describe, expect, it } from "vitest";
import { digestText } from "#shared/sealing/digest.ts";
import { merkleRoot } from "./merkle-root.ts";

const leaf = async (hash: string): Promise<string> => digestText(`leaf ${hash}`);
const node = async (left: string, right: string): Promise<string> =>
  digestText(`node ${left} ${right}`);

describe("a Merkle root", () => {
  it("has fixed vectors", async () => {
    expect(await merkleRoot(["a"])).toBe("nv6z4camdh23zghzvirj5msxr7ynhuah4cso4i5kmkm77jldq2pa");
    expect(await merkleRoot(["a", "b", "c"])).toBe(
      "s4ghtwomasxbkd734pezxj7g2kjvx2juzowl6mjd6ya4uphpvlba",
    );
  });

  it("over one is its leaf, over two their node", async () => {
    expect(await merkleRoot(["a"])).toBe(await leaf("a"));
    expect(await merkleRoot(["a", "b"])).toBe(await node(await leaf("a"), await leaf("b")));
  });

  it("over five splits four and one, as RFC 6962 does", async () => {
    const [a, b, c, d, e] = await Promise.all([
      leaf("a"),
      leaf("b"),
      leaf("c"),
      leaf("d"),
      leaf("e"),
    ]);
    const four = await node(await node(a, b), await node(c, d));
    expect(await merkleRoot(["a", "b", "c", "d", "e"])).toBe(await node(four, e));
  });

  it("changes with every leaf, with their order and with their number", async () => {
    const roots = await Promise.all(
      [
        ["a", "b", "c"],
        ["x", "b", "c"],
        ["a", "x", "c"],
        ["a", "b", "x"],
        ["b", "a", "c"],
        ["a", "b"],
        ["a", "b", "c", "c"],
      ].map(merkleRoot),
    );
    expect(new Set(roots).size).toBe(roots.length);
  });

  it("of a node passed off as a leaf is another", async () => {
    const inner = await node(await leaf("a"), await leaf("b"));
    expect(await merkleRoot([inner])).not.toBe(await merkleRoot(["a", "b"]));
  });

  it("of nothing does not exist", async () => {
    await expect(merkleRoot([])).rejects.toThrow(RangeError);
  });
});
