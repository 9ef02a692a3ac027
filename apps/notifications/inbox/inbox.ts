const endings: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/png': '.png',
  'image/jpeg': '.jpg',
  'image/tiff': '.tif',
  'text/calendar': '.ics',
  'message/rfc822': '.eml',
  'message/delivery-status': '.txt',
  'text/rfc822-headers': '.txt',
};

/** What a file is saved as that came with a mail; one without a name is called by its number. */
export const attachmentName = ({
  number,
  name,
  contentType,
}: {
  readonly number: number;
  readonly name: string;
  readonly contentType: string;
}): string => (name === '' ? `${number}${endings[contentType] ?? '.bin'}` : name);

const mostSubject = 300;
/** One 'Re:' however often it went to and fro. */
export const answerSubject = (subject: string): string =>
  `Re: ${subject.replace(/^(?:\s*(?:re|aw|ตอบกลับ|ตอบ)\s*:)+/iu, '').trim()}`.slice(0, mostSubject).trim();
