export type Delimiter = ',' | ';' | '\t';
const delimiters: readonly Delimiter[] = [',', ';', '\t'];
const mostLines = 30;

/** How often each line has the sign outside of quotes; what is quoted may hold line breaks. */
const countsOf = (text: string, sign: Delimiter): readonly number[] => {
  const counts: number[] = [];
  let quoted = false;
  let inLine = 0;
  let length = 0;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (!quoted && (character === '\n' || character === '\r')) {
      if (length > 0) counts.push(inLine);
      if (counts.length === mostLines) return counts;
      inLine = 0;
      length = 0;
    } else {
      length++;
      if (!quoted && character === sign) inLine++;
    }
  }
  if (length > 0) counts.push(inLine);
  return counts;
};

/** In how many lines the sign stands as often as in most of those that have it, and how often that is. */
const agreement = (counts: readonly number[]): readonly [lines: number, often: number] => {
  const tally = new Map<number, number>();
  for (const often of counts) if (often > 0) tally.set(often, (tally.get(often) ?? 0) + 1);
  return [...tally].reduce<readonly [number, number]>(
    (best, [often, lines]) => (lines > best[0] || (lines === best[0] && often > best[1]) ? [lines, often] : best),
    [0, 0],
  );
};

/** `sep=;` in the first line is what Excel goes by and does not show. */
const named = /^sep=([,;\t])(?:\r\n|\r|\n|$)/i;

/** The sign between cells, by which most of the first lines have as many; a comma if there is none. */
export const delimiterOf = (head: string): { readonly delimiter: Delimiter; readonly skipped: number } => {
  const [line = '', sign] = named.exec(head) ?? [];
  if (sign !== undefined) return { delimiter: sign as Delimiter, skipped: line.length };
  let best: { readonly delimiter: Delimiter; readonly lines: number; readonly often: number } = {
    delimiter: ',',
    lines: 0,
    often: 0,
  };
  for (const delimiter of delimiters) {
    const [lines, often] = agreement(countsOf(head, delimiter));
    if (lines > best.lines || (lines === best.lines && often > best.often)) best = { delimiter, lines, often };
  }
  return { delimiter: best.delimiter, skipped: 0 };
};
