import type { PolicyItem } from "#shared/contract/policies.schema.ts";

export function Bullets({ texts }: { texts: readonly string[] }) {
  return (
    <ul>
      {texts.map((text) => (
        <li>{text}</li>
      ))}
    </ul>
  );
}

/** All of them must hold, and several say so. */
export function Conditions({ texts }: { texts: readonly string[] }) {
  return (
    <>
      {texts.length > 1 ? <p>同时符合：</p> : null}
      <Bullets texts={texts} />
    </>
  );
}

/** Where one applies, with its address where there is one. */
export function Channel({ channel: { text, url } }: { channel: PolicyItem["ordinaryChannel"] }) {
  return url === undefined ? <>{text}</> : <a href={url}>{text}</a>;
}

/** The document and its clause, with its address where there is one, and what was not found. */
export function Document({
  source: { document, clause, url, note },
}: {
  source: PolicyItem["source"];
}) {
  return (
    <>
      {url === undefined ? document : <a href={url}>{document}</a>}“{clause}”
      {note === undefined ? null : <p class="small quiet">{note}</p>}
    </>
  );
}
