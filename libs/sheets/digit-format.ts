import { type FormatPiece, type FormatSection } from './format-code.js';
import { roundedDigits } from './plain-number.js';

const isDigit = (piece: FormatPiece): boolean => piece.kind === 'digit';
const grouped = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+$)/g, ',');
const thaiZero = 0x0e50;
const inThai = (text: string): string => text.replace(/\d/g, (digit) => String.fromCharCode(thaiZero + Number(digit)));

/** From the right each place takes a digit, the first place all that is left; a place without a digit shows its zero or nothing. */
const wholeText = (pieces: readonly FormatPiece[], whole: string, isGrouped: boolean): string => {
  const digits = whole === '0' ? '' : whole;
  const places = pieces.filter(isDigit).length;
  if (isGrouped) {
    const zeros = pieces.filter((piece) => piece.kind === 'digit' && piece.filler === '0').length;
    const number = grouped(digits.padStart(zeros, '0'));
    let written = false;
    return pieces
      .map((piece) => {
        if (piece.kind === 'literal') return piece.text;
        const text = written ? '' : number;
        written = true;
        return text;
      })
      .join('');
  }
  let text = '';
  let left = digits;
  let place = 0;
  for (const piece of [...pieces].reverse()) {
    if (piece.kind === 'literal') text = piece.text + text;
    else {
      place++;
      const taken = place === places ? left : left.slice(-1);
      left = place === places ? '' : left.slice(0, -1);
      text = (taken === '' && piece.filler === '0' ? '0' : taken) + text;
    }
  }
  return text;
};

/** Decimals by their places; zeros at the end that no place asks for are not shown. */
const partText = (pieces: readonly FormatPiece[], part: string): string => {
  const places = pieces.filter(isDigit);
  const needed = places.findLastIndex((piece) => piece.kind === 'digit' && piece.filler === '0') + 1;
  const kept = Math.max(needed, part.replace(/0+$/, '').length);
  let place = 0;
  const text = pieces
    .map((piece) => (piece.kind === 'literal' ? piece.text : part.slice(place, Math.min(++place, kept))))
    .join('');
  return kept > 0 ? `.${text}` : text;
};

/** The value by its format's places, as sheets show it; what is negative has its sign unless its section says it. */
export const digitsText = ({ digits, condition }: FormatSection, value: number, own = false): string => {
  if (digits === undefined) return '';
  const amount = Math.abs(value) * digits.scale;
  if (amount >= 1e15) return '';
  const { whole, part } = roundedDigits(amount, digits.part.filter(isDigit).length);
  const text =
    wholeText(digits.whole, whole, digits.grouped) + (digits.part.length > 0 ? partText(digits.part, part) : '');
  const signed = value < 0 && (!own || condition !== undefined) && /[1-9]/.test(whole + part) ? `-${text}` : text;
  return (digits.thai ? inThai(signed) : signed).trim();
};
