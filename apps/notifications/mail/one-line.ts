/** Direction overrides turn around what follows; half a character is none. */
const wellFormed = (text: string): string => text.toWellFormed().replace(/[\u202A-\u202E\u2066-\u2069]/gu, '');

/** A name or title in one line: line breaks, tabs and other control characters become one space. */
export const oneLine = (text: string): string =>
  wellFormed(text)
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();

/** A note that may have lines: control characters other than line breaks become spaces, at most one empty line in a row. */
export const manyLines = (text: string): string =>
  wellFormed(text)
    .replace(/\r\n?|[\p{Zl}\p{Zp}\u0085]/gu, '\n')
    .replace(/[^\P{Cc}\n]+/gu, ' ')
    .replace(/\n\s*\n\s*/gu, '\n\n')
    .trim();
