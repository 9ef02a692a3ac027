import { dotsOfPicture } from './picture-dots.js';
import { tiffAsPdf } from './tiff-as-pdf.js';

const starts = (bytes: Uint8Array, ...wanted: readonly number[]): boolean =>
  wanted.every((each, at) => bytes[at] === each);

/** How a file can be shown, by what it holds; whether it is taken is for the server to say. */
export type ShownAs = 'picture' | 'pdf' | 'tiff' | 'unknown';
export const shownAs = (bytes: Uint8Array): ShownAs => {
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47) || starts(bytes, 0xff, 0xd8, 0xff)) return 'picture';
  if (starts(bytes, 0x49, 0x49, 0x2a, 0) || starts(bytes, 0x4d, 0x4d, 0, 0x2a)) return 'tiff';
  return new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).includes('%PDF-') ? 'pdf' : 'unknown';
};

/** As many dots as a QR code on a page needs, and a canvas has. */
const mostDots = 2_400;
/** So many pages are looked at; an office's paper has one or two. */
const mostPages = 10;
/** As many as the best camera of a phone makes. */
const mostDotsOfPhoto = 110_000_000;

const pictureOf = async (file: Blob): Promise<HTMLCanvasElement> => {
  const dots = dotsOfPicture(new Uint8Array(await file.arrayBuffer()));
  if (dots === undefined || dots > mostDotsOfPhoto) throw new Error('a picture that is too large');
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, mostDots / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d', { willReadFrequently: true })?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
};

/** The first pages of a scan as they are drawn, one after the other; none of what is no scan. What draws PDFs is got once there is one. */
export async function* pagesOf(file: Blob): AsyncGenerator<HTMLCanvasElement> {
  const kind = shownAs(new Uint8Array(await file.slice(0, 1024).arrayBuffer()));
  if (kind === 'picture') yield await pictureOf(file);
  if (kind !== 'pdf' && kind !== 'tiff') return;
  const { pdfPages } = await import('./pdf-pages.js');
  const pdf = kind === 'pdf' ? file : tiffAsPdf(new Uint8Array(await file.arrayBuffer()), mostPages);
  yield* pdfPages(pdf, mostPages, mostDots);
}
