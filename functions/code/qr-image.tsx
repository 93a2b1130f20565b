/** A QR code: dark on white whatever the reader's scheme, with its quiet zone; the words beside it say the same. */
export function QrImage({
  path,
  size,
  label,
}: {
  path: string;
  size: number;
  /** What somebody hears who does not see it. */
  label: string;
}) {
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}
