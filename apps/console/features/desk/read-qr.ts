import { codesIn } from './codes-in-picture.js';

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

/** What stands in the QR codes of a page; nothing where there is none that can be read. */
export const readQr = async (page: HTMLCanvasElement): Promise<readonly string[]> => {
  const found = (await (await ofTheMachine())?.detect(page).catch(() => [])) ?? [];
  if (found.length > 0) return found.map(({ rawValue }) => rawValue);
  const { width, height } = page;
  const picture = page.getContext('2d')?.getImageData(0, 0, width, height);
  return picture === undefined ? [] : codesIn({ width, height, data: picture.data });
};
