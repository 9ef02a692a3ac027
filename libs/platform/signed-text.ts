import { createHmac, timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 (RFC 2104, FIPS 180-4) over a purpose and the parts; a line feed stands in none of them. */
const signature = (key: string, purpose: string, parts: readonly string[]): Buffer =>
  createHmac('sha256', key)
    .update([purpose, ...parts].join('\n'))
    .digest();

/**
 * Parts joined by dots, none of which holds one, with their signature as base64url at the end. What is signed for one purpose
 * is nothing for another. The text is never stored: it is made anew when it is needed.
 */
export const signParts = (key: string, purpose: string, parts: readonly string[]): string =>
  [...parts, signature(key, purpose, parts).toString('base64url')].join('.');

/** The parts of a text that was signed with this key for this purpose; nothing of any other. */
export const readSignedParts = (key: string, purpose: string, text: string): string[] | undefined => {
  const parts = text.split('.');
  const given = parts.pop() ?? '';
  const expected = signature(key, purpose, parts);
  const received = Buffer.from(given, 'base64url');
  // The text is compared as well: base64url has several spellings of one signature.
  return received.length === expected.length
    && timingSafeEqual(received, expected)
    && received.toString('base64url') === given
    ? parts
    : undefined;
};
