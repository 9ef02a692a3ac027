import { type Contact, type Organisation } from '#contracts';

const thaiDigits = '๐๑๒๓๔๕๖๗๘๙';
const digitsOf = (number: string): string =>
  [...number]
    .map((each) => (thaiDigits.includes(each) ? String(thaiDigits.indexOf(each)) : each))
    .join('')
    // What stands behind it is an extension, or another number.
    .replace(/(?:ต่อ|ext\.?|#|,|;|\/).*$/is, '')
    .replace(/(?!^\+)[^\d]/g, '');

/** A mobile of Thailand as networks dial it (E.164); nothing where it is none. */
export const mobileNumber = (number: string): string | undefined => {
  const digits = digitsOf(number.trim());
  const local = /^(?:\+66|0066|66)0?(?=[689])/.test(digits) ? digits.replace(/^(?:\+66|0066|66)0?/, '0') : digits;
  return /^0[689]\d{8}$/.test(local) ? `+66${local.slice(1)}` : undefined;
};

const rank: readonly Contact['role'][] = ['coordinator', 'saraban', 'technical'];

/** Where a short message reaches an office: the mobile of whoever sees to the meeting first. */
export const mobileOf = ({ contacts = [], phone }: Pick<Organisation, 'contacts' | 'phone'>): string | undefined => {
  const byRole = [...contacts].sort((one, other) => rank.indexOf(one.role) - rank.indexOf(other.role));
  return [...byRole.flatMap((each) => [each.mobile, each.phone]), phone]
    .flatMap((number) => (number === undefined ? [] : (mobileNumber(number) ?? [])))
    .at(0);
};
