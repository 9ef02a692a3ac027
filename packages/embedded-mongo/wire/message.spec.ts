import { describe, expect, it } from '@jest/globals';
import { serialize as bson, deserialize } from 'bson';
import { crc32c } from './crc32c.js';
import { FrameReader } from './frame-reader.js';
import { formatReply, parseMessage, ProtocolError } from './message.js';
import { RawWriter } from './raw-writer.js';
import { checkDocument, elements } from './raw-document.js';

const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const framed = (opCode: number, ...parts: Uint8Array[]) => {
  const rest = Buffer.concat(parts);
  return Buffer.concat([u32(16 + rest.length), u32(7), u32(0), u32(opCode), rest]);
};
const body = (document: object) => Buffer.concat([Buffer.of(0), bson(document)]);
const sequence = (name: string, documents: object[]) => {
  const content = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((each) => bson(each))]);
  return Buffer.concat([Buffer.of(1), u32(content.length + 4), content]);
};

describe('parseMessage', () => {
  it('reads an OP_MSG with a body and a document sequence, in any order', () => {
    for (const parts of [
      [body({ insert: 'a' }), sequence('documents', [{ a: 1 }, { b: 2 }])],
      [sequence('documents', [{ a: 1 }, { b: 2 }]), body({ insert: 'a' })],
    ]) {
      const request = parseMessage(framed(2013, u32(0), ...parts));
      expect(request).toMatchObject({ requestId: 7, moreToCome: false });
      expect(deserialize(request.body)).toEqual({ insert: 'a' });
      expect(request.sequences.get('documents')!.map((each) => deserialize(each))).toEqual([{ a: 1 }, { b: 2 }]);
    }
  });

  it('checks the checksum where there is one', () => {
    const unsigned = framed(2013, u32(1), body({ ping: 1 }), u32(0));
    const signed = Buffer.concat([unsigned.subarray(0, -4), u32(crc32c(unsigned.subarray(0, -4)))]);
    expect(deserialize(parseMessage(signed).body)).toEqual({ ping: 1 });
    expect(() => parseMessage(unsigned)).toThrow('checksum');
  });

  it('knows when no answer is wanted', () => {
    expect(parseMessage(framed(2013, u32(2), body({ insert: 'a' }))).moreToCome).toBe(true);
  });

  it('knows when further answers are taken', () => {
    const flags = u32(1 << 16);
    expect(parseMessage(framed(2013, flags, body({ hello: 1 })))).toMatchObject({ exhaustAllowed: true });
    expect(parseMessage(framed(2013, u32(0), body({ hello: 1 })))).toMatchObject({ exhaustAllowed: false });
  });

  it('reads the legacy handshake', () => {
    const request = parseMessage(
      framed(2004, u32(0), Buffer.from('admin.$cmd\0'), u32(0), u32(0xffffffff), bson({ isMaster: 1 })),
    );
    expect(request.legacyDatabase).toBe('admin');
    const { head, document } = formatReply(request, bson({ ok: 1 }));
    expect(head.length + document.length).toBe(Buffer.from(head).readInt32LE(0));
    expect(Buffer.from(head).readInt32LE(12)).toBe(1);
  });

  it.each([
    ['compression', framed(2012, Buffer.alloc(12))],
    ['an unknown operation', framed(99, u32(0))],
    ['unknown required flags', framed(2013, u32(4), body({ ping: 1 }))],
    ['two bodies', framed(2013, u32(0), body({ ping: 1 }), body({ ping: 1 }))],
    ['no body', framed(2013, u32(0), sequence('documents', [{}]))],
    ['a sequence that comes twice', framed(2013, u32(0), body({ a: 1 }), sequence('d', [{}]), sequence('d', [{}]))],
    ['an unknown section', framed(2013, u32(0), body({ a: 1 }), Buffer.of(9))],
    ['an OP_QUERY on a collection', framed(2004, u32(0), Buffer.from('a.b\0'), u32(0), u32(1), bson({}))],
  ])('refuses %s', (_, message) => {
    expect(() => parseMessage(message)).toThrow(ProtocolError);
  });

  it('refuses broken BSON', () => {
    const broken = bson({ a: 'text' });
    broken[7] = 0x77;
    expect(() => parseMessage(framed(2013, u32(0), Buffer.of(0), broken))).toThrow('invalid BSON');
  });
});

describe('crc32c', () => {
  it('agrees with the check value of RFC 3720', () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  });
});

describe('FrameReader', () => {
  it('gives the same messages however the bytes are cut', () => {
    const messages = [
      framed(2013, u32(0), body({ ping: 1 })),
      framed(2013, u32(0), body({ find: 'x'.repeat(300) })),
      framed(2013, u32(0), body({ a: 1 })),
    ];
    const stream = Buffer.concat(messages);
    for (const size of [1, 3, 15, 16, 17, 100, stream.length]) {
      const reader = new FrameReader();
      const got: Buffer[] = [];
      for (let at = 0; at < stream.length; at += size) {
        reader.push(stream.subarray(at, at + size));
        for (let message = reader.next(); message; message = reader.next()) got.push(Buffer.from(message));
      }
      expect(got).toEqual(messages);
      expect(reader.heldBytes).toBe(0);
    }
  });

  it.each([[0], [15], [48_000_001], [-1 >>> 0]])('refuses a length of %d', (length) => {
    const reader = new FrameReader();
    reader.push(Buffer.concat([u32(length), Buffer.alloc(12)]));
    expect(() => reader.next()).toThrow(ProtocolError);
  });
});

describe('RawWriter', () => {
  it('writes what bson reads', () => {
    const bytes = new RawWriter(1)
      .startDocument()
      .startDocument('cursor')
      .startArray('firstBatch')
      .document('0', bson({ a: 'ก' }))
      .end()
      .int64('id', 5n)
      .string('ns', 'db.ไทย')
      .end()
      .double('ok', 1)
      .end()
      .finish();
    expect(checkDocument(bytes, 0, bytes.length)).toBe(bytes.length);
    expect(deserialize(bytes)).toEqual({ cursor: { firstBatch: [{ a: 'ก' }], id: 5, ns: 'db.ไทย' }, ok: 1 });
    expect([...elements(bytes)].map(({ name, type }) => [name, type])).toEqual([
      ['cursor', 3],
      ['ok', 1],
    ]);
  });
});
