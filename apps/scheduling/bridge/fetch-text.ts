import { unavailable } from '#platform';
import { mostXmlCharacters } from './read-xml.js';

/** Asks an address and gives back what it answers; throws unavailable 'bridge-away'. */
export type Fetch = (address: string) => Promise<string>;

/** Longer than a bridge on the other side of the country takes, and shorter than a person waits. */
const patienceMs = 3_000;

const limited = async (answer: Response): Promise<string> => {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of answer.body ?? []) {
    text += decoder.decode(piece as Uint8Array, { stream: true });
    if (text.length > mostXmlCharacters) throw new Error('the answer is too long');
  }
  return text + decoder.decode();
};

/** Never longer than its patience, never elsewhere than it was sent, never more than fits. The address holds a checksum: it stands in no message. */
export const fetchText: Fetch = async (address) => {
  try {
    const answer = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(patienceMs) });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    return await limited(answer);
  } catch (cause) {
    throw unavailable('bridge-away', { why: cause instanceof Error ? cause.message : String(cause), cause });
  }
};
