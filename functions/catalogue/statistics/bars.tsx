/** One bar: what it is of, and how much. */
export interface Bar {
  readonly label: string;
  readonly href?: string;
  /** Not less than nought. */
  readonly value: number;
  readonly text: string;
}

/** Bars from nought, each under its own words, so that nobody needs to read a scale. The table beneath tells the same. */
export function Bars({ bars }: { bars: readonly Bar[] }) {
  const longest = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <div class="bars">
      {bars.map(({ label, href, value, text }) => (
        <>
          <p>
            <span>{href === undefined ? label : <a href={href}>{label}</a>}</span>
            <strong>{text}</strong>
          </p>
          <svg aria-hidden="true">
            <rect width={`${(value / longest) * 100}%`} height="100%" fill="currentColor" />
          </svg>
        </>
      ))}
    </div>
  );
}
