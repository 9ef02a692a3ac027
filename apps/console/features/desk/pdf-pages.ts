import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { mostDotsOfPicture } from './tiff.js';

/** Whoever waits longer for one page opens the file elsewhere. */
const longestMs = 30_000;

const within = async <T>(work: Promise<T>): Promise<T> => {
  let timer: number | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = window.setTimeout(() => refuse(new Error('takes too long')), longestMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** The first pages of a PDF, as large as asked; read in a thread that ends with it. Throws where it is none, is cut off, is too large or takes too long. */
export async function* pdfPages(file: Blob, mostPages: number, mostDots: number): AsyncGenerator<HTMLCanvasElement> {
  GlobalWorkerOptions.workerSrc = new URL('pdfjs-dist/legacy/build/pdf.worker.min.mjs', import.meta.url).href;
  const loading = getDocument({
    data: new Uint8Array(await file.arrayBuffer()),
    isEvalSupported: false,
    useWasm: false,
    useSystemFonts: true,
    stopAtErrors: true,
    maxImageSize: mostDotsOfPicture,
  });
  try {
    const pdf = await within(loading.promise);
    for (let number = 1; number <= Math.min(pdf.numPages, mostPages); number += 1) {
      const page = await within(pdf.getPage(number));
      const { width, height } = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: mostDots / Math.max(width, height) });
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(viewport.width));
      canvas.height = Math.max(1, Math.round(viewport.height));
      canvas.getContext('2d', { willReadFrequently: true });
      const drawing = page.render({ canvas, viewport });
      await within(drawing.promise).catch((error: unknown) => {
        drawing.cancel();
        throw error;
      });
      page.cleanup();
      yield canvas;
    }
  } finally {
    await loading.destroy();
  }
}
