const FIRST_BYTES = 16 * 1024;
/** A buffer that one large value has made larger than this is let go with it. */
const KEPT_BYTES = 1024 * 1024;
const SHORT_TEXT = 24;
/** From this length on it pays to count the bytes before room is made for them. */
const LONG_TEXT = 4096;

/**
 * Bytes that grow while they are written. The buffer is seen in here only: each method makes room first and then writes
 * into the buffer there is, so that no caller can hold on to one that was outgrown. A place is an offset, good until `clear`.
 */
export class GrowingBytes {
  private bytes: Buffer;
  private used = 0;

  constructor(expected = FIRST_BYTES) {
    this.bytes = Buffer.allocUnsafe(Math.max(64, expected));
  }

  get length(): number {
    return this.used;
  }

  clear(): void {
    this.used = 0;
  }

  /** What was written, as bytes of its own; the writer is empty then. */
  take(): Buffer {
    const taken = Buffer.allocUnsafeSlow(this.used);
    this.bytes.copy(taken, 0, 0, this.used);
    this.used = 0;
    if (this.bytes.length > KEPT_BYTES) this.bytes = Buffer.allocUnsafe(FIRST_BYTES);
    return taken;
  }

  /** What was written, without a copy: the buffer is given away, and the writer begins another. */
  giveAway(): Buffer {
    const given = this.bytes.subarray(0, this.used);
    this.bytes = Buffer.allocUnsafe(64);
    this.used = 0;
    return given;
  }

  /** Keeps room for what is written later with `byteAt` or `int32At`. @returns its place */
  space(count: number): number {
    const at = this.used;
    if (at + count > this.bytes.length) this.grow(at + count);
    this.used = at + count;
    return at;
  }

  byteAt(place: number, value: number): void {
    this.bytes[this.written(place, 1)] = value;
  }

  int32At(place: number, value: number): void {
    this.bytes.writeInt32LE(value, this.written(place, 4));
  }

  byte(value: number): void {
    const at = this.space(1);
    this.bytes[at] = value;
  }

  int32(value: number): void {
    const at = this.space(4);
    this.bytes.writeInt32LE(value, at);
  }

  uint32(value: number): void {
    const at = this.space(4);
    this.bytes.writeUInt32LE(value, at);
  }

  int64(value: bigint): void {
    const at = this.space(8);
    this.bytes.writeBigInt64LE(value, at);
  }

  double(value: number): void {
    const at = this.space(8);
    this.bytes.writeDoubleLE(value, at);
  }

  /** Numbers with their greatest byte first, which sort as they compare. */
  uint16BE(value: number): void {
    const at = this.space(2);
    this.bytes.writeUInt16BE(value, at);
  }

  uint32BE(value: number): void {
    const at = this.space(4);
    this.bytes.writeUInt32BE(value, at);
  }

  uint64BE(value: bigint): void {
    const at = this.space(8);
    this.bytes.writeBigUInt64BE(value, at);
  }

  doubleBE(value: number): void {
    const at = this.space(8);
    this.bytes.writeDoubleBE(value, at);
  }

  raw(content: Uint8Array): void {
    const at = this.space(content.length);
    this.bytes.set(content, at);
  }

  /** A text as UTF-8. @returns how many bytes it took */
  utf8(text: string): number {
    const at = this.space(text.length < LONG_TEXT ? text.length * 3 : Buffer.byteLength(text));
    let length = 0;
    if (text.length < SHORT_TEXT) {
      const { bytes } = this;
      for (; length < text.length; length++) {
        const code = text.charCodeAt(length);
        if (code > 127) break;
        bytes[at + length] = code;
      }
    }
    if (length < text.length) length = this.bytes.write(text, at, 'utf8');
    this.used = at + length;
    return length;
  }

  /** Takes back what was written from a place on. */
  shorten(place: number): void {
    this.used = Math.min(this.used, place);
  }

  hasZeroFrom(place: number): boolean {
    return this.bytes.subarray(place, this.used).includes(0);
  }

  /** Turns over every bit from a place on, so that what sorted upwards sorts downwards. */
  invertFrom(place: number): void {
    const { bytes, used } = this;
    for (let at = place; at < used; at++) bytes[at] = ~bytes[at]! & 0xff;
  }

  private written(place: number, count: number): number {
    if (place < 0 || place + count > this.used) throw new RangeError(`nothing was written at ${place}`);
    return place;
  }

  private grow(needed: number): void {
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, needed));
    this.bytes.copy(larger, 0, 0, this.used);
    this.bytes = larger;
  }
}
