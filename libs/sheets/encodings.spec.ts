import { describe, expect, it } from '@jest/globals';
import { chooseEncoding, surveyEncodings } from './encodings.js';
import { inWindows874 } from './testing/windows-874.js';

const chosen = async (bytes: Uint8Array, pieces = 7) => {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
  }
  return chooseEncoding(bytes.subarray(0, 4096), await surveyEncodings(chunks()));
};
const bom = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`);

describe('the encoding of a list', () => {
  it.each([
    ['plain letters', Buffer.from('a,b'), 'utf-8', true],
    ['UTF-8 with its mark', bom('é'), 'utf-8', true],
    ['UTF-8 with Thai', Buffer.from('กระบี่,1'), 'utf-8', true],
    ['UTF-8 with accents only, which may be Thai', Buffer.from('é'), 'utf-8', false],
    ['UTF-8 with signs that Windows-874 does not have', Buffer.from('😀'), 'utf-8', true],
    ['UTF-16 with its mark', Buffer.from('\ufeffกระบี่', 'utf16le'), 'utf-16le', true],
    ['UTF-8 with the sign for what was lost elsewhere', Buffer.from('ก\ufffd\ufffd'), 'utf-8', true],
    ['Windows-874', inWindows874('กระบี่,1'), 'windows-874', false],
    ['a word in Windows-874 whose bytes are valid UTF-8', inWindows874('แดด'), 'utf-8', false],
  ])('is told from all bytes: %s', async (_, bytes, used, sure) => {
    expect(await chosen(bytes)).toMatchObject({ used, sure });
    expect(await chosen(bytes, 1)).toMatchObject({ used, sure });
  });

  it('offers both where the bytes may be either', async () => {
    expect((await chosen(inWindows874('แดด'))).possible).toEqual(['utf-8', 'windows-874']);
  });

  it.each([
    ['bytes that no encoding has', Buffer.from([0x41, 0xfd, 0xfe])],
    [
      'UTF-8 of which a byte was lost',
      Buffer.concat([Buffer.from('กระบี่ ตรัง พังงา ภูเก็ต'), Buffer.from([0xe0, 0xb8, 0x2c])]),
    ],
    ['UTF-16 the other way round', Buffer.from([0xfe, 0xff, 0x0e, 0x01])],
  ])('is refused: %s', async (_, bytes) => {
    await expect(chosen(bytes)).rejects.toMatchObject({ code: 'table-encoding' });
  });
});
