import { type SelfCheckSaid } from '#contracts';

const kinds: readonly (readonly [SelfCheckSaid['browser']['name'], RegExp])[] = [
  ['edge', /\bEdg(?:e|A|iOS)?\/(\d+)/],
  ['firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['chrome', /\b(?:Chrome|Chromium|CriOS|HeadlessChrome)\/(\d+)/],
  ['safari', /\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//],
];

/** Which browser it is, as far as staff need it to help; no more of its name is passed on. */
export const browserKind = (userAgent: string): SelfCheckSaid['browser'] => {
  const mobile = /Mobi|Android/.test(userAgent);
  for (const [name, pattern] of kinds) {
    const version = Number(pattern.exec(userAgent)?.[1]);
    if (Number.isInteger(version)) return { name, version: Math.min(version, 10_000), mobile };
  }
  return { name: 'other', version: 0, mobile };
};
