import { describe, expect, it } from '@jest/globals';
import { shownAs } from './scan-pages.js';

describe('how a scan is shown', () => {
  it.each([
    ['picture', [0x89, 0x50, 0x4e, 0x47]],
    ['picture', [0xff, 0xd8, 0xff, 0xe0]],
    ['tiff', [0x49, 0x49, 0x2a, 0]],
    ['tiff', [0x4d, 0x4d, 0, 0x2a]],
    ['pdf', [...Buffer.from('\uFEFF%PDF-1.4')]],
    ['unknown', [...Buffer.from('<html>')]],
    ['unknown', []],
  ] as const)('is as a %s by what it holds', (kind, bytes) => expect(shownAs(Uint8Array.from(bytes))).toBe(kind));
});
