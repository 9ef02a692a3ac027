import { readInt32 } from './raw-document.js';
import { HEADER_BYTES, MAX_MESSAGE_BYTES, ProtocolError } from './message.js';

/** Cuts a stream of bytes into messages. Holds what has come of the next ones. */
export class FrameReader {
  private chunks: Uint8Array[] = [];
  private held = 0;

  push(chunk: Uint8Array): void {
    this.chunks.push(chunk);
    this.held += chunk.length;
  }

  /** Bytes that have come and were not yet taken. */
  get heldBytes(): number {
    return this.held;
  }

  /** The next whole message, or undefined. @throws ProtocolError when what comes can't be a message */
  next(): Uint8Array | undefined {
    if (this.held < HEADER_BYTES) return undefined;
    if (this.chunks[0]!.length < HEADER_BYTES) this.join();
    const length = readInt32(this.chunks[0]!, 0);
    if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES)
      throw new ProtocolError(`a message can't be ${length} bytes long`);
    if (this.held < length) return undefined;
    if (this.chunks[0]!.length < length) this.join();
    const first = this.chunks[0]!;
    this.held -= length;
    if (first.length === length) this.chunks.shift();
    else this.chunks[0] = first.subarray(length);
    return first.subarray(0, length);
  }

  private join(): void {
    this.chunks = [Buffer.concat(this.chunks)];
  }
}
