const pngHead = 24;
const startOfFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const ofJpeg = (view: DataView): number | undefined => {
  for (let at = 2; at + 9 <= view.byteLength && view.getUint8(at) === 0xff;) {
    const marker = view.getUint8(at + 1);
    if (startOfFrame(marker)) return view.getUint16(at + 5) * view.getUint16(at + 7);
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
};

/**
 * How many dots a PNG or JPEG says that it has, before anything of it is unpacked: a few kilobytes may say that they are gigabytes.
 * Undefined where it does not say.
 */
export const dotsOfPicture = (bytes: Uint8Array<ArrayBuffer>): number | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] === 0xff) return ofJpeg(view);
  return bytes.length < pngHead ? undefined : view.getUint32(16) * view.getUint32(20);
};
