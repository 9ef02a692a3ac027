import { bold, font, fonts, sizes, standIn, twips, usualPoints } from './looks.js';
import { oneLine } from './plain-text.js';
import { type WordFile } from './word-file.js';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const drawing = 'http://schemas.openxmlformats.org/drawingml/2006';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const typeOf = (part: string): string => `application/vnd.openxmlformats-officedocument.wordprocessingml.${part}+xml`;
/** Parts beside the document itself. */
const others = ['styles', 'settings', 'fontTable'] as const;

export const contentTypes = `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="${typeOf('document.main')}"/>${others.map((part) => `<Override PartName="/word/${part}.xml" ContentType="${typeOf(part)}"/>`).join('')}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`;

export const mainRelations = `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

export const pictureName = (number: number): string => `media/picture${number}.png`;
export const documentRelations = (pictures: number): string =>
  `${head}<Relationships xmlns="${packages}/relationships">${others.map((part, at) => `<Relationship Id="rId${at + 1}" Type="${office}/${part}" Target="${part}.xml"/>`).join('')}${Array.from({ length: pictures }, (_, at) => `<Relationship Id="picture${at + 1}" Type="${office}/image" Target="${pictureName(at + 1)}"/>`).join('')}</Relationships>`;

const longestTitle = 250;
export const core = (title: string): string =>
  `${head}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${oneLine(title.slice(0, longestTitle))}</dc:title><dc:creator>Sala</dc:creator></cp:coreProperties>`;

/** As the latest Word sets a page. */
export const settings = `${head}<w:settings xmlns:w="${main}"><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`;

/** Names what stands in for a font that a machine lacks. */
export const fontTable = `${head}<w:fonts xmlns:w="${main}"><w:font w:name="${font}"><w:altName w:val="${standIn}"/><w:charset w:val="DE"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>`;

const headingOf = (level: number, points: number): string =>
  `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="${level - 1}"/></w:pPr><w:rPr>${bold}${sizes(points)}</w:rPr></w:style>`;
/** Thai is a complex script to Word: its language is the third. */
export const styles = (language: WordFile['language']): string =>
  `${head}<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr>${fonts(font)}${sizes(usualPoints)}<w:lang w:val="${language === 'th' ? 'en-US' : 'en-GB'}" w:eastAsia="th-TH" w:bidi="th-TH"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>${headingOf(1, 20)}${headingOf(2, 18)}</w:styles>`;

/** A4. */
const [short, long] = [210, 297];
export const widthBetween = ({
  landscape,
  margins: [, right, , left],
}: Pick<WordFile, 'landscape' | 'margins'>): number => (landscape === true ? long : short) - left - right;

export const documentTop = `${head}<w:document xmlns:w="${main}" xmlns:r="${office}" xmlns:wp="${drawing}/wordprocessingDrawing" xmlns:a="${drawing}/main" xmlns:pic="${drawing}/picture"><w:body>`;
export const documentTail = ({ landscape, margins }: Pick<WordFile, 'landscape' | 'margins'>): string => {
  const [top, right, bottom, left] = margins.map(twips);
  const [width, height] = landscape === true ? [long, short] : [short, long];
  return `<w:sectPr><w:pgSz w:w="${twips(width)}" w:h="${twips(height)}"${landscape === true ? ' w:orient="landscape"' : ''}/><w:pgMar w:top="${top}" w:right="${right}" w:bottom="${bottom}" w:left="${left}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>`;
};
