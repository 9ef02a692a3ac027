/** What is put into a rendered mail for each recipient; everything else in it is the same for all of them. */
export type Blank =
  | 'office' | 'site' | 'url' | 'answer' | 'attendees' | 'people' | 'note' | 'channel' | 'receivedAt' | 'when' | 'room'
  | 'deadlineBefore' | 'reason' | 'countsAnswer' | 'countsAttendees' | 'countsChannel';
export type Blanks = Readonly<Partial<Record<Blank, string>>>;

const open = '\uE000';
const close = '\uE001';
/** A place to be filled later. Its marks are private characters, which no meeting's text needs. */
export const blank = (name: Blank): string => `${open}${name}${close}`;
const marks = new RegExp(`${open}(\\w+)${close}`, 'g');

/** Puts the values into their places. A place without a value is a defect. */
export const fillBlanks = (text: string, blanks: Blanks, escape: (value: string) => string = (value) => value): string =>
  text.replace(marks, (_whole, name: Blank) => {
    const value = blanks[name];
    if (value === undefined) throw new Error(`nothing to put in for ${name}`);
    return escape(value);
  });
