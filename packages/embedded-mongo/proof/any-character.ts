import fc from 'fast-check';

/** Any code point but half a pair; fast-check's own unit of that name, 'binary', first takes more than a second to count them all. */
export const anyCharacter = fc
  .nat({ max: 0x10f7ff })
  .map((index) => String.fromCodePoint(index < 0xd800 ? index : index + 0x800));
