/** The one large figure of a page: what comes, with its period above and at most one note beneath. */
export function Figure({
  text,
  period,
  note,
  inWords = false,
}: {
  /** 75元; or a service in a few words, with `inWords`. */
  text: string;
  period?: string | undefined;
  note?: string | undefined;
  inWords?: boolean;
}) {
  // More than ten characters would leave a narrow phone's width at full size.
  const size = inWords ? "amount words" : text.length > 10 ? "amount long" : "amount";
  return (
    <div class="figure">
      {period === undefined ? null : <p>{period}</p>}
      <p class={size}>{text}</p>
      {note === undefined ? null : <p class="small quiet">{note}</p>}
    </div>
  );
}
