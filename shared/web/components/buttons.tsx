import type { Child } from "hono/jsx";

/** The choices of a page, the primary one first; below each other on a phone. */
export function Actions({ children }: { children: Child }) {
  return <div class="actions row">{children}</div>;
}

/** A link that looks like a button: it only leads somewhere and changes nothing. */
export function ButtonLink({
  href,
  outlined = false,
  children,
}: {
  href: string;
  outlined?: boolean;
  children: Child;
}) {
  return (
    <a class={outlined ? "button outlined" : "button"} href={href}>
      {children}
    </a>
  );
}

/** Sends its form. */
export function SubmitButton({
  outlined = false,
  children,
}: {
  outlined?: boolean;
  children: Child;
}) {
  return (
    <button class={outlined ? "button outlined" : "button"} type="submit">
      {children}
    </button>
  );
}
