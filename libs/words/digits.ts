const thai = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0x0e50 - 0x30));

/** How digits are written: in Thai ones where the letter asks for them. Addresses and codes are typed as they stand and go through none. */
export type Digits = (text: string) => string;
export const digitsOf = (thaiDigits: boolean): Digits => (thaiDigits ? thai : (text) => text);
