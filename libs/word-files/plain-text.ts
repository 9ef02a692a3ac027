/** What XML can't hold: it says nothing to a reader. */
const unwritable = new RegExp('[\\u0000-\\u0008\\u000e-\\u001f\\u007f\\ufffe\\uffff]', 'g');
const breaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as the lines that it has, of what a document can hold; of half a character stays the mark for one. */
const linesOf = (text: string): string[] => text.toWellFormed().replace(unwritable, '').split(breaks);
const escaped = (text: string): string => text.replace(/[&<>"]/g, (mark) => entities[mark] ?? '');

const stretch = (text: string): string => (text === '' ? '' : `<w:t xml:space="preserve">${escaped(text)}</w:t>`);
/** What stands in a run: its breaks and tabs are elements. */
export const runText = (text: string): string =>
  linesOf(text)
    .map((line) => line.split('\t').map(stretch).join('<w:tab/>'))
    .join('<w:br/>');

/** For names and titles, which have one line: as an attribute has it. */
export const oneLine = (text: string): string => escaped(linesOf(text).join(' '));
