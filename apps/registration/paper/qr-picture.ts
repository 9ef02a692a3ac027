import { crc32, deflateSync } from 'node:zlib';
import { encodeQR } from 'qr';

/** How a QR code is made on all papers: a fax and a photocopier leave it readable. */
export const qrModules = (text: string): boolean[][] => encodeQR(text, 'raw', { ecc: 'medium', border: 2 });

/** Dots a module, so that a program that draws the picture larger leaves its edges where they are. */
const dots = 4;
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const chunk = (name: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};

/** A row of one bit a dot, white being 1, behind the byte that says it is no difference to another row. */
const rowOf = (modules: readonly boolean[]): Buffer => {
  const row = Buffer.alloc(1 + Math.ceil((modules.length * dots) / 8));
  modules.forEach((dark, at) => {
    for (let dot = at * dots; !dark && dot < (at + 1) * dots; dot++) row[1 + (dot >> 3)]! |= 0x80 >> (dot & 7);
  });
  return row;
};

/** A QR code as a PNG file, for documents that hold pictures and no drawings. */
export const qrPicture = (text: string): Uint8Array => {
  const modules = qrModules(text);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(modules.length * dots, 0);
  head.writeUInt32BE(modules.length * dots, 4);
  head.writeUInt8(1, 8);
  const rows = modules.flatMap((each) => Array.from({ length: dots }, () => rowOf(each)));
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
