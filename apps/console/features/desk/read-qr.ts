import { decodeQR } from 'qr/decode.js';

type Detector = { readonly detect: (picture: HTMLCanvasElement) => Promise<readonly { readonly rawValue: string }[]> };
type DetectorType = { new (of: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> };

const format = 'qr_code';
/** What the machine itself reads codes with, where it does. */
const ofTheMachine = async (): Promise<Detector | undefined> => {
  const { BarcodeDetector: Known } = globalThis as { BarcodeDetector?: DetectorType };
  if (Known === undefined) return undefined;
  try {
    return (await Known.getSupportedFormats()).includes(format) ? new Known({ formats: [format] }) : undefined;
  } catch {
    return undefined;
  }
};
/** A page is read once, and nobody waits for it: longer than a frame of a camera. */
const timeLimit = 1_500;

/** What stands in the QR code of a page; nothing where there is none that can be read. */
export const readQr = async (page: HTMLCanvasElement): Promise<string | undefined> => {
  const [found] = (await (await ofTheMachine())?.detect(page).catch(() => [])) ?? [];
  if (found !== undefined) return found.rawValue;
  const { width, height } = page;
  const picture = page.getContext('2d')?.getImageData(0, 0, width, height);
  if (picture === undefined) return undefined;
  try {
    return decodeQR({ width, height, data: picture.data }, { timeLimit });
  } catch {
    return undefined;
  }
};
