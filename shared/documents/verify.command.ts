import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { PublicJwk } from "#shared/signing/public-jwk.ts";
import { readSignedDocument } from "./signed-document.schema.ts";
import { verifyDocument } from "./verify-document.ts";

/** Verifies a downloaded document by the public keys alone. Ends with 0; with 1 when it is not genuine; with 2 when asked wrongly. */
const usage = `用法：npm run verify -- <文件.json> --keys <公钥的网址或文件>
  公钥在本系统的 /v1/document-keys，例如 --keys http://localhost:8787/v1/document-keys`;

function wronglyAsked(line: string): never {
  console.error(`${line}\n${usage}`);
  process.exit(2);
}

function askedFor() {
  try {
    return parseArgs({ allowPositionals: true, options: { keys: { type: "string" } } });
  } catch {
    return wronglyAsked("参数写法不对。");
  }
}

const { positionals, values } = askedFor();
const [file, ...others] = positionals;
if (file === undefined || others.length > 0) wronglyAsked("请写明一个文件。");
if (values.keys === undefined) wronglyAsked("请写明公钥。");
const text = await readFile(file, "utf8").catch(() => wronglyAsked(`读不到文件：${file}。`));
const signed =
  readSignedDocument(text) ?? wronglyAsked(`${file} 不是申请表或者放弃声明的电子文件。`);
const result = await verifyDocument(await keysAt(values.keys), signed.document, signed.signature);
if (result.ok) {
  const { number, form, decidedAt } = signed.document;
  console.log(`核验通过：${form.department} ${form.title}，编号 ${number}，签署于 ${decidedAt}`);
  console.log(`密钥 ${result.keyId}（${result.algorithm}）`);
} else {
  const words = {
    malformed: "签名的格式不对",
    "unknown-key": "签名所用的密钥不在公钥之中",
    altered: "内容或者签名被改动过",
  } as const;
  console.error(`核验没有通过：${words[result.because]}。请勿采信。`);
  process.exitCode = 1;
}

/** Guarantee: whoever runs the command chose where the keys come from; a wrong set verifies nothing. */
async function keysAt(place: string): Promise<readonly PublicJwk[]> {
  try {
    const set = /^https?:/.test(place)
      ? await (await fetch(place)).text()
      : await readFile(place, "utf8");
    return (JSON.parse(set) as { keys: readonly PublicJwk[] }).keys;
  } catch {
    return wronglyAsked(`读不到公钥：${place}。`);
  }
}
