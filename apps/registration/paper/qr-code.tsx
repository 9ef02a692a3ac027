import { qrModules } from './qr-picture.js';

/** Each row's dark modules in one stroke. */
const strokesOf = (rows: readonly (readonly boolean[])[]): string =>
  rows
    .flatMap((row, y) =>
      [
        ...row
          .map((dark) => (dark ? '1' : '0'))
          .join('')
          .matchAll(/1+/g),
      ].map(({ index, 0: run }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
    )
    .join('');

/** A QR code as a drawing. */
export const QrCode = ({ text, label }: { text: string; label: string }) => {
  const rows = qrModules(text);
  return (
    <svg className="qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label}>
      <path d={strokesOf(rows)} shapeRendering="crispEdges" />
    </svg>
  );
};
