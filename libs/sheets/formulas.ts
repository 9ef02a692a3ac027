/**
 * A program that opens a CSV takes a text that begins so for a formula, whatever stands before it, and runs it. A lone hyphen is what
 * Thai lists write for 'none'; no program runs it.
 */
const isTaken = (text: string): boolean => text !== '-' && /^(?:[\s']*[=+\-@＝＋－＠]|'*[\t\r\n])/.test(text);

/** The text as it may stand in a CSV: an apostrophe before what a program would run. `armed` gives the first text again. */
export const defused = (text: string): string => (isTaken(text) ? `'${text}` : text);
export const armed = (text: string): string =>
  text.charCodeAt(0) === 0x27 && isTaken(text.slice(1)) ? text.slice(1) : text;
