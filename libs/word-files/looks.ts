/** The ministries' own font; where a machine has none of that name, the open one of the same family stands in. */
export const font = 'TH Sarabun New';
export const standIn = 'Sarabun';
/** Thai is set by the complex script's font and size, Latin by the others: all of them are named. */
export const fonts = (name: string): string =>
  `<w:rFonts w:ascii="${name}" w:hAnsi="${name}" w:eastAsia="${name}" w:cs="${name}"/>`;
export const typedFont = 'Courier New';
/** Points of official letters, and of tables. */
export const usualPoints = 16;
export const tablePoints = 12;
export const sizes = (points: number): string => {
  const halves = Math.round(points * 2);
  return `<w:sz w:val="${halves}"/><w:szCs w:val="${halves}"/>`;
};
export const bold = '<w:b/><w:bCs/>';
export const colors = { red: 'CC0000', grey: '777777' } as const;

/** Twentieths of a point, in which lengths are written. */
export const twips = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440);
