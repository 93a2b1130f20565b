import type { Child } from "hono/jsx";

const signs = {
  done: "M4 12.5 9.5 18 20 7",
  wait: "M12 6v7l4 3M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20",
  wrong: "M12 7v6m0 3.5v.5M12 2 1.5 21h21Z",
  note: "M12 11v6m0-10.5v.5M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20",
} as const;

/** A state in words with its sign: colour is never the only signal. */
export function Notice({
  kind,
  title,
  children,
}: {
  kind: keyof typeof signs;
  title: string;
  children?: Child;
}) {
  return (
    <div class={`notice ${kind}`} role={kind === "wrong" ? "alert" : undefined}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path
          d={signs[kind]}
          fill="none"
          stroke="currentColor"
          stroke-width="2.2"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
      <div>
        <p>
          <strong>{title}</strong>
        </p>
        {children}
      </div>
    </div>
  );
}
