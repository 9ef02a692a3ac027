import { decodeQR } from 'qr/decode.js';

type Picture = { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray };
type Point = { readonly x: number; readonly y: number };

/** A page is read once, and nobody waits for it: longer than a frame of a camera. Less for what may stand beside a code that was read. */
const firstMs = 1_500;
const nextMs = 300;
/** A letter has one, the paper that it lies with another one or two. */
const mostCodes = 4;
const bytesOfDot = 4;

type Code = { readonly text: string; readonly corners: readonly Point[] };
const nextCode = (picture: Picture, timeLimit: number): Code | undefined => {
  const corners: Point[] = [];
  const pointsOnDetect = ({ outline }: { outline: readonly Point[] }, result: string | Error): void => {
    if (typeof result === 'string') corners.push(...outline);
  };
  try {
    return { text: decodeQR(picture, { timeLimit, pointsOnDetect }), corners };
  } catch {
    return undefined;
  }
};

/** What stands in the QR codes of a picture, one after the other: each is painted over once it is read. */
export const codesIn = (picture: Picture): readonly string[] => {
  const found: string[] = [];
  while (found.length < mostCodes) {
    const code = nextCode(picture, found.length === 0 ? firstMs : nextMs);
    if (code === undefined) break;
    found.push(code.text);
    paintOver(picture, code.corners);
  }
  return found;
};

const paintOver = ({ width, height, data }: Picture, corners: readonly Point[]): void => {
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const within = (value: number, most: number): number => Math.min(Math.max(Math.round(value), 0), most);
  const [left, right] = [within(Math.min(...xs), width), within(Math.max(...xs), width)];
  for (let y = within(Math.min(...ys), height); y < within(Math.max(...ys), height); y += 1)
    data.fill(255, (y * width + left) * bytesOfDot, (y * width + right) * bytesOfDot);
};
