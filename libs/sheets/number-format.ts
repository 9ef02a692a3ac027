import { digitsText } from './digit-format.js';
import { type FormatSection, formatSections, sectionFor } from './format-code.js';
import { numberOf, plainNumber } from './plain-number.js';
import { type DateParts, type DateSystem, serialText } from './serial-dates.js';

/** How a number of a file is shown, and which parts of a date it is shown as. */
export type NumberFormat = {
  readonly dateParts: DateParts | undefined;
  readonly text: (raw: string, system: DateSystem) => string;
};

/** Excel takes no longer one. */
const longestCode = 255;
const general: NumberFormat = { dateParts: undefined, text: plainNumber };

const shown = (section: FormatSection, signed: boolean, raw: string, system: DateSystem): string => {
  const value = Number(raw);
  if (section.dateParts !== undefined) return serialText(value, section.dateParts, system) ?? plainNumber(raw);
  const text = section.digits === undefined ? '' : digitsText(section, value, signed);
  // A format that hides a number hides it from the eye; whoever takes the list in wants what is there.
  return text === '' ? plainNumber(raw) : text;
};

export const numberFormat = (code: string): NumberFormat => {
  if (code === '' || code === 'General' || code === '@' || code.length > longestCode) return general;
  const sections = formatSections(code);
  return {
    dateParts: sections[0]?.dateParts,
    text: (raw, system) => {
      const value = numberOf(raw);
      const section = value === undefined ? undefined : sectionFor(sections, value);
      return value === undefined || section === undefined
        ? plainNumber(raw)
        : shown(section, section !== sections[0], raw, system);
    },
  };
};

/** Formats that have a number instead of a code in files; those of Thai programs are 59 to 81. */
const builtIn: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  14: 'd/m/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'd/m/yyyy h:mm',
  37: '#,##0;(#,##0)',
  38: '#,##0;(#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;(#,##0.00)',
  41: '#,##0',
  42: '#,##0',
  43: '#,##0.00',
  44: '#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  59: 't0',
  60: 't0.00',
  61: 't#,##0',
  62: 't#,##0.00',
  67: 't0%',
  68: 't0.00%',
  71: 'd/m/yyyy',
  72: 'd-mmm-yy',
  73: 'd-mmm',
  74: 'mmm-yy',
  75: 'h:mm',
  76: 'h:mm:ss',
  77: 'd/m/yyyy h:mm',
  78: 'mm:ss',
  79: '[h]:mm:ss',
  80: 'mm:ss.0',
  81: 'd/m/bb',
};
const eastAsianDays = (id: number): boolean => (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);
const eastAsianTimes = (id: number): boolean => id >= 32 && id <= 35;

export const builtInCode = (id: number): string =>
  builtIn[id] ?? (eastAsianDays(id) ? 'd/m/yyyy' : eastAsianTimes(id) ? 'h:mm:ss' : 'General');
