import { createReadStream } from 'node:fs';
import { invalid } from '#platform';
import { isUtf16Marked, isUtf8Marked } from './recognise.js';
import { type TextEncoding } from './table.js';

/** The file's text, piece by piece and strict: a byte that the encoding does not know is an error. The mark at the start is no text. */
export async function* decodedText(path: string, encoding: TextEncoding, signal?: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decoded = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch (error) {
      throw invalid('table-encoding', { cause: error });
    }
  };
  for await (const bytes of createReadStream(path, { signal })) yield decoded(bytes as Uint8Array);
  yield decoded();
}

export type EncodingSurvey = {
  readonly utf8: boolean;
  readonly windows874: boolean;
  /** Some bytes mean something in several encodings. */ readonly beyondAscii: boolean;
  /** Characters of Thai if the bytes are read as UTF-8. */ readonly thai: number;
  /** Places that are no UTF-8, or were none in a file before. */ readonly broken: number;
};

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Strict, piece by piece; says no from the first piece on that is not in the encoding. */
const strictly = (encoding: TextEncoding, isText: (text: string) => boolean): ((bytes?: Uint8Array) => boolean) => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let holds = true;
  return (bytes) => {
    try {
      holds &&= isText(bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true }));
    } catch {
      holds = false;
    }
    return holds;
  };
};

/** What the bytes may be, from all of them: Windows-874 shows itself only where the first name with a Thai letter stands. */
export const surveyEncodings = async (chunks: AsyncIterable<Uint8Array>): Promise<EncodingSurvey> => {
  const lenient = new TextDecoder('utf-8');
  const isUtf8 = strictly('utf-8', () => true);
  // Bytes that the code page leaves free are decoded as controls that no text has.
  const isWindows874 = strictly('windows-874', (text) => !/[\u0080-\u009f]/.test(text));
  let beyondAscii = false;
  let thai = 0;
  let broken = 0;
  const see = (text: string): void => {
    thai += count(text, /[\u0e01-\u0e5b]/g);
    broken += count(text, /\ufffd/g);
  };
  for await (const bytes of chunks) {
    beyondAscii ||= bytes.some((byte) => byte > 0x7f);
    see(lenient.decode(bytes, { stream: true }));
    isUtf8(bytes);
    isWindows874(bytes);
  }
  see(lenient.decode());
  return { utf8: isUtf8(), windows874: isWindows874(), beyondAscii, thai, broken };
};

type Choice = { readonly used: TextEncoding; readonly sure: boolean; readonly possible: readonly TextEncoding[] };

/** A text in UTF-8 of which a byte was lost still reads as Thai for the most part; as Windows-874 all of it would be gibberish. */
const mostlyUtf8 = ({ thai, broken }: EncodingSurvey): boolean => thai > broken * 10;

/**
 * UTF-8 is not met by chance: what is valid and reads as Thai is it. Without a Thai letter a few accents, or few Thai words in
 * Windows-874 whose bytes happen to be valid, can be either.
 */
export const chooseEncoding = (head: Uint8Array, survey: EncodingSurvey): Choice => {
  if (isUtf16Marked(head)) {
    if (head[0] === 0xfe) throw invalid('table-encoding');
    return { used: 'utf-16le', sure: true, possible: ['utf-16le'] };
  }
  if (survey.utf8) {
    const sure = isUtf8Marked(head) || !survey.beyondAscii || survey.thai > 0 || !survey.windows874;
    return { used: 'utf-8', sure, possible: sure ? ['utf-8'] : ['utf-8', 'windows-874'] };
  }
  if (!survey.windows874 || mostlyUtf8(survey)) throw invalid('table-encoding');
  return { used: 'windows-874', sure: false, possible: ['windows-874'] };
};
