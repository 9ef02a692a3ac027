import sax, { type SAXParser } from 'sax';
import { invalid } from '#platform';
import { asDamaged, damaged } from './damaged.js';

export type XmlAttributes = { readonly [name: string]: string | undefined };
/** What reads a part: elements by their names without prefix, since programs choose prefixes as they like. */
export type XmlReading = {
  readonly open: (name: string, attributes: XmlAttributes) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
};

/** No program nests a sheet deeper; who does wants a parser to break. */
const deepest = 64;
/** Nor does any give an element more of them; a million would fill the memory before the element is there. */
const mostAttributes = 200;

const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** The five entities of XML and no others. The place is counted, since it is where the parser looks whether a name or an attribute is endless. */
const options = { strictEntities: true, position: true };

const parserFor = (reading: XmlReading): SAXParser => {
  const parser = new sax.SAXParser(true, options);
  let depth = 0;
  let attributesSeen = 0;
  const refuse = (): never => {
    // Declarations can bring in other files and texts that grow without end; no program that writes sheets writes any.
    throw invalid('table-external');
  };
  parser.onerror = (error) => {
    throw damaged('xml', error);
  };
  parser.ondoctype = refuse;
  parser.onsgmldeclaration = refuse;
  parser.onattribute = () => {
    if (++attributesSeen > mostAttributes) throw damaged('too many attributes');
  };
  parser.onopentag = ({ name, attributes }) => {
    attributesSeen = 0;
    if (++depth > deepest) throw damaged('too deep');
    reading.open(local(name), attributes as XmlAttributes);
  };
  parser.onclosetag = (name) => {
    depth--;
    reading.close(local(name));
  };
  parser.ontext = reading.text;
  parser.oncdata = reading.text;
  return parser;
};

const decoderFor = (first: Uint8Array): TextDecoder => {
  const encoding =
    first[0] === 0xff && first[1] === 0xfe ? 'utf-16le' : first[0] === 0xfe && first[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true });
};

/** What the parser and the decoder throw is about the file. */
const inForm = (work: () => void): void => {
  try {
    work();
  } catch (error) {
    throw asDamaged(error);
  }
};

/** Goes through a part; comes back after each piece, so that what was read of it can be handed on. */
export async function* readXml(chunks: AsyncIterable<Uint8Array>, reading: XmlReading): AsyncGenerator<void> {
  const parser = parserFor(reading);
  let decoder: TextDecoder | undefined;
  let held = '';
  const write = (piece: string): void => {
    // A line ends in one line feed, however the file ends it; a carriage return that is meant is written as a reference.
    const text = held + piece;
    held = text.endsWith('\r') ? '\r' : '';
    const whole = held === '' ? text : text.slice(0, -1);
    parser.write(whole.includes('\r') ? whole.replace(/\r\n?/g, '\n') : whole);
  };
  for await (const chunk of chunks) {
    const known = (decoder ??= decoderFor(chunk));
    inForm(() => write(known.decode(chunk, { stream: true })));
    yield;
  }
  inForm(() => {
    write(decoder?.decode() ?? '');
    parser.close();
  });
  yield;
}

export const readWholeXml = async (chunks: AsyncIterable<Uint8Array>, reading: XmlReading): Promise<void> => {
  for await (const _ of readXml(chunks, reading));
};
