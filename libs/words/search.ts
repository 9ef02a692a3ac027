import { provinceNicknames } from './province-nicknames.js';
import { languages } from './language.js';
import { provinceName } from './provinces.js';

/** Tones, the shortener and thanthakhat are left out so often by people who search that they count for nothing. */
const passedOver = /[\u0E47-\u0E4C\u0E4E\u0E3A]/gu;
const unseen = /\p{Default_Ignorable_Code_Point}/gu;
const doubledMark = /([\u0E31\u0E33-\u0E39])\1+/gu;
/** Below before above: the order in which the two are typed differs by keyboard. */
const aboveBelow = /([\u0E31\u0E34-\u0E37])([\u0E38\u0E39])/gu;
const between = /[^\p{L}\p{M}\p{N}]+/gu;
const thai = '\u0E01-\u0E4E';
const withinThai = new RegExp(`(?<=[${thai}]) (?=[${thai}])`, 'gu');

/** Most codes and ids: folding would change nothing of them. */
const folded = /^[a-z0-9]+$/;

const foldWords = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(unseen, '')
    .replace(/\u0E40\u0E40/gu, '\u0E41')
    .replace(/\u0E4D[\u0E48-\u0E4B]*\u0E32/gu, '\u0E33')
    .replace(passedOver, '')
    .replace(doubledMark, '$1')
    .replace(aboveBelow, '$2$1')
    .replace(/[\u0E50-\u0E59]/gu, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(between, ' ')
    .trim();

/**
 * A text as it is looked through: Thai written once and without tones, digits of one script, no case, a space for what stands
 * between words. Thai words stand together, however they were spaced: it has no spaces of its own. Never shown.
 */
export const foldForSearch = (text: string): string =>
  folded.test(text) ? text : foldWords(text).replace(withinThai, '');

/** What was typed, as the words of which each must be found. Stops as in `จ.` stand for nothing by themselves. */
export const searchWords = (typed: string): string[] => {
  const words = foldWords(typed.normalize('NFC').replace(/(?<=^|\s)[จอต]\s*\./gu, ' ')).split(' ');
  return [...new Set(words.filter((word) => word !== ''))];
};

/** What offices are called in short, by what their names begin with. */
const abbreviations: readonly (readonly [whole: string, ...short: string[]])[] = [
  ['สำนักงาน', 'สนง'],
  ['สำนักงานสาธารณสุขจังหวัด', 'สสจ'],
  ['สำนักงานสาธารณสุขอำเภอ', 'สสอ'],
  ['สำนักงานพัฒนาชุมชนจังหวัด', 'พช'],
  ['สำนักงานป้องกันและบรรเทาสาธารณภัยจังหวัด', 'ปภ'],
  ['สำนักงานเขตพื้นที่การศึกษาประถมศึกษา', 'สพป'],
  ['สำนักงานเขตพื้นที่การศึกษามัธยมศึกษา', 'สพม'],
  ['สำนักงานศึกษาธิการจังหวัด', 'ศธจ'],
  ['สำนักงานทรัพยากรธรรมชาติและสิ่งแวดล้อมจังหวัด', 'ทสจ'],
  ['สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด', 'พมจ'],
  ['องค์การบริหารส่วนจังหวัด', 'อบจ'],
  ['องค์การบริหารส่วนตำบล', 'อบต'],
  ['เทศบาลนคร', 'ทน'],
  ['เทศบาลเมือง', 'ทม'],
  ['เทศบาลตำบล', 'ทต'],
  ['โรงพยาบาล', 'รพ'],
  ['โรงพยาบาลส่งเสริมสุขภาพตำบล', 'รพสต'],
  ['สถานีตำรวจภูธร', 'สภ'],
  ['ตำรวจภูธรจังหวัด', 'ภจว'],
];
const shortOf = abbreviations.map(([whole, ...short]) => [foldForSearch(whole), short] as const);

type Named = {
  readonly name: Readonly<Partial<Record<string, string>>>;
  readonly aliases?: readonly string[] | undefined;
  readonly code?: string | undefined;
  readonly formerCodes?: readonly string[] | undefined;
  readonly id?: string | undefined;
  readonly provinceCode: string;
};

const provinces = new Map<string, readonly string[]>();
/** By every name, folded once. */
const namesOfProvince = (code: string): readonly string[] => {
  const known = provinces.get(code);
  if (known !== undefined) return known;
  const names = [...languages.map((language) => provinceName(code, language)), ...(provinceNicknames[code] ?? [])].map(
    foldForSearch,
  );
  if (names.some((name) => name !== '')) provinces.set(code, names);
  return names;
};

/** All by which an office is found: its names, what people call it, its codes, and its province by every name. */
export const searchedText = ({ name, aliases = [], code, formerCodes = [], id, provinceCode }: Named): string => {
  const called = [...Object.values(name), ...aliases].flatMap((each) =>
    each === undefined ? [] : [foldForSearch(each)],
  );
  const short = shortOf.flatMap(([whole, others]) => (called.some((each) => each.startsWith(whole)) ? others : []));
  const province = namesOfProvince(provinceCode);
  const codes = [code, ...formerCodes, id, provinceCode].flatMap((each) =>
    each === undefined ? [] : [foldForSearch(each)],
  );
  const parts: string[] = [];
  for (const part of [...called, ...codes, ...province, ...short])
    if (!parts.some((other) => ` ${other} `.includes(` ${part} `) || (part.length > 3 && other.includes(part))))
      parts.push(part);
  return parts.join(' ');
};
