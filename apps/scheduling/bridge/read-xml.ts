import sax from 'sax';

/** An element: its text, and the elements in it in their order. */
export type XmlElement = { readonly name: string; readonly text: string; readonly children: readonly XmlElement[] };

/** A bridge of 2,000 sites answers with less than a tenth of it. */
export const mostXmlCharacters = 8_000_000;
const deepest = 16;
const mostElements = 200_000;

/** The five entities of XML and no others. The place is counted, since it is where the parser looks whether a name is endless. */
const options = { strictEntities: true, position: true };

type Growing = { readonly name: string; text: string; readonly children: Growing[] };

/**
 * What a bridge answered. Declarations are refused, since they can bring in other files and texts that grow without end.
 * @throws Error for what is no XML, or more of it than any bridge sends
 */
export const readXml = (text: string): XmlElement => {
  if (text.length > mostXmlCharacters) throw new Error('the answer is too long');
  const parser = new sax.SAXParser(true, options);
  const open: Growing[] = [];
  let root: Growing | undefined;
  let elements = 0;
  const refuse = (): never => {
    throw new Error('the answer holds a declaration');
  };
  const add = (piece: string): void => {
    const at = open.at(-1);
    if (at !== undefined) at.text += piece;
  };
  parser.onerror = (error) => {
    throw error;
  };
  parser.ondoctype = refuse;
  parser.onsgmldeclaration = refuse;
  parser.onopentag = ({ name }) => {
    elements += 1;
    if (elements > mostElements || open.length >= deepest) throw new Error('the answer is too deep or too large');
    const element: Growing = { name, text: '', children: [] };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  };
  parser.onclosetag = () => void open.pop();
  parser.ontext = add;
  parser.oncdata = add;
  parser.write(text).close();
  if (root === undefined) throw new Error('the answer is empty');
  return root;
};

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((each) => each.name === name);
export const textIn = (element: XmlElement, name: string): string => childOf(element, name)?.text.trim() ?? '';
