import { z } from 'zod';
import { Sha256 } from './file.js';
import { Id } from './words.js';

/** What a scan may be, by its content, and the ending that it is saved with. */
export const scanEndings = {
  'application/pdf': 'pdf',
  'image/tiff': 'tif',
  'image/png': 'png',
  'image/jpeg': 'jpg',
} as const;
type Types = keyof typeof scanEndings;
export const ScanType = z.enum(Object.keys(scanEndings) as [Types, ...Types[]]).meta({ id: 'ScanType' });
export type ScanType = z.infer<typeof ScanType>;

export const mostScanBytes = 20 * 1024 * 1024;
/** Of one answer: a paper has few pages, and each may be a file. */
export const mostScans = 10;

/** A paper as it came, scanned; it never changes. */
export const Scan = z
  .object({ scanId: Id, contentType: ScanType, bytes: z.int().min(1).max(mostScanBytes), sha256: Sha256 })
  .meta({ id: 'Scan' });
export type Scan = z.infer<typeof Scan>;

export const exampleScan: Scan = {
  scanId: 'scan-5b0c9d2e7f1a4c38d120',
  contentType: 'application/pdf',
  bytes: 4,
  sha256: '5f78c33274e43fa9de5659265c1d917e25c03722dcb0b8d27db8d5feaa813953',
};
