import { Language } from '#contracts';

/** The reader's language: asked for by name, else the first of `Accept-Language` that Sala speaks, else Thai. */
export const preferredLanguage = (asked: unknown, acceptLanguage: string | undefined, fallback: Language = 'th'): Language => {
  const named = Language.safeParse(asked);
  if (named.success) return named.data;
  const ranked = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((each) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(each)?.[1]).find((q) => q !== undefined);
      return { language: Language.safeParse(tag.split('-')[0]).data, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => language !== undefined && quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return ranked[0]?.language ?? fallback;
};
