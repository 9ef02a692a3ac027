/** A stream cut into parts of one size; the last is what is left. */
export async function* inParts(stream: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes < size) continue;
    let whole = Buffer.concat(held);
    for (; whole.length >= size; whole = whole.subarray(size)) yield whole.subarray(0, size);
    held = whole.length > 0 ? [whole] : [];
    bytes = whole.length;
  }
  if (bytes > 0) yield Buffer.concat(held);
}
