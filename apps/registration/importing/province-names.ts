import { languages, provinceCodes, provinceName, provinceNicknames } from '#words';
import { letters } from './folded.js';

const leading = /^(จังหวัด|changwat|provinceof)/;
const spoken = (text: string): string => {
  const plain = letters(text);
  // 'จ.เชียงใหม่' has lost its full stop here; no province begins with จ but จันทบุรี.
  const bare = /^จ\s*\./.test(text.trim()) ? plain.replace(/^จ/, '') : plain;
  return bare.replace(leading, '').replace(/province$/, '');
};

const codes = provinceCodes('th');
const byName = new Map<string, string>([
  ...Object.entries(provinceNicknames).flatMap(([code, names]) => names.map((name) => [letters(name), code] as const)),
  ...codes.flatMap((code) => languages.map((language) => [letters(provinceName(code, language)), code] as const)),
]);

/** The province that a text names: by its name, in short, as it was spelt, or by its code (`TH-50`, `50`, the ministry's `5000`). */
export const provinceNamed = (text: string): string | undefined => {
  const known = byName.get(spoken(text));
  if (known !== undefined) return known;
  const digits = /^(?:th)?(\d\d)(?:0{2}|0{4})?$/.exec(letters(text))?.[1];
  const code = digits === undefined ? undefined : `TH-${digits}`;
  return code !== undefined && codes.includes(code) ? code : undefined;
};

const thaiNames = codes
  .map((code) => ({ code, name: letters(provinceName(code, 'th')) }))
  // 'น่าน', 'เลย', 'ตาก' and the like stand in other words, too.
  .filter(({ name }) => name.length >= 5)
  .sort((one, other) => other.name.length - one.name.length);

/** The one province that the name of an office ends with; undefined where it names none or that may be chance. */
export const provinceInName = (name: string): string | undefined => {
  const plain = letters(name);
  return thaiNames.find((each) => plain.endsWith(each.name))?.code;
};
