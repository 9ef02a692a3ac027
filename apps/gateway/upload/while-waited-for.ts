import { type Readable } from 'node:stream';
import { AppError, invalid } from '#platform';

/**
 * What comes of a stream until the signal ends it; throws what the signal says then, and invalid 'upload-interrupted' where
 * the sender has gone. The stream stays open, so that its sender can be answered.
 */
export async function* whileWaitedFor(stream: Readable, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const chunks = stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
  const ended = new Promise<never>((_resolve, reject) => {
    const end = () => reject(signal.reason as Error);
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  try {
    for (;;) {
      const { done, value } = await Promise.race([chunks.next(), ended]);
      if (done === true) return;
      yield value;
    }
  } catch (cause) {
    throw cause instanceof AppError ? cause : invalid('upload-interrupted', { cause });
  } finally {
    // Where it was waited for in vain, its next part never comes.
    if (!signal.aborted) await chunks.return?.();
  }
}
