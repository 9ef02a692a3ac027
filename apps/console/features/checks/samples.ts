import { arabicDigits, type LinkSample, mostSamples } from '#contracts';

export type ReadSamples =
  | { readonly samples: readonly LinkSample[] }
  /** The first line, counted from one, that says nothing. */
  | { readonly line: number }
  | { readonly tooMany: true };

const isWhole = (value: number): boolean => Number.isInteger(value) && value >= 0;
const sampleIn = (line: string): LinkSample | undefined => {
  const parts = line
    .split(/\s*[;\t]\s*|\s*,\s*|\s+/)
    .map((part) => part.replace(/^"|"$/g, ''))
    .filter((part) => part !== '');
  const [sent = NaN, lost = NaN, roundTripMs = NaN, jitterMs = NaN] = parts.map(Number);
  const reads =
    parts.length === 4
    && isWhole(sent)
    && isWhole(lost)
    && sent > 0
    && lost <= sent
    && roundTripMs >= 0
    && jitterMs >= 0
    && Number.isFinite(roundTripMs + jitterMs);
  return reads ? { sent, lost, roundTripMs, jitterMs } : undefined;
};

/** What was pasted or came as CSV, in either script; a heading above and empty lines are passed over. */
export const readSamples = (text: string): ReadSamples => {
  const lines = arabicDigits(text.replace(/^\uFEFF/, '')).split(/\r\n?|\n/);
  const first = lines.findIndex((line) => line.trim() !== '');
  const samples: LinkSample[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || (index === first && /\p{L}/u.test(line))) continue;
    const sample = sampleIn(line.trim());
    if (sample === undefined) return { line: index + 1 };
    samples.push(sample);
    if (samples.length > mostSamples) return { tooMany: true };
  }
  return { samples };
};
