import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redactFields, redactText } from './redact.js';
import { signParts } from './signed-text.js';

const token = 'inv-4f7k2m9q1x8c.1.Zm9yIHRoZSBleGFtcGxlIG9ubHk';

describe('redactText', () => {
  it('masks a reply token in an address and alone', () => {
    expect(redactText(`GET /r/${token}?lang=th`)).toBe('GET /r/[token]?lang=th');
    expect(redactText('PUT /api/v1/replies/mistyped-token')).toBe('PUT /api/v1/replies/[token]');
    expect(redactText(`link ${token} refused`)).toBe('link [token] refused');
  });

  it('masks the token of a site’s link in an address and alone', () => {
    const site = signParts('k'.repeat(32), 'site-link', ['egov-readiness-2559', 'th-50', '1']);
    expect(redactText(`GET /s/${site}/times?lang=th`)).toBe('GET /s/[token]/times?lang=th');
    expect(redactText(`link "${site}" refused`)).toBe('link "[token]" refused');
  });

  it('masks e-mail addresses, phone numbers and credentials', () => {
    expect(redactText('550 no mailbox <governor@chiang-mai.example>')).toBe('550 no mailbox <[email]>');
    expect(redactText('call 0 2612 6011 or 053-112-708, +66 53 112 708')).toBe('call [phone] or [phone], [phone]');
    expect(redactText('cannot reach mongodb://sala:pass@db.example/x')).toBe(
      'cannot reach mongodb://[credentials]@db.example/x',
    );
  });

  it('leaves ids, instants and counts as they are', () => {
    const plain =
      '{"time":"2016-11-09T03:12:00.000Z","id":"01234567-0123-4123-8123-012345678901","count":608,"chk":"chk-egov-readiness-2559-th-50-1","ms":0.123456789012}';
    expect(redactText(plain)).toBe(plain);
  });

  it('reads a very long line in one go, whatever it looks like', () => {
    for (const piece of ['a', 'a.', '0', '0 ', 'inv-a', '/r/', 'redis://', '@a']) {
      const line = piece.repeat(200_000 / piece.length);
      expect(redactText(line).length).toBeGreaterThan(0);
    }
  });

  it('never breaks the JSON of a line', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => JSON.parse(redactText(JSON.stringify({ value })))).not.toThrow();
      }),
    );
  });
});

describe('redactFields', () => {
  it('masks secret and personal fields at any depth, whatever their shape', () => {
    const fields = redactFields({
      content: { attendees: [{ name: 'สมชาย ใจดี', phone: '0812345678' }], note: 'from a@b.example' },
      headers: { cookie: 'sala_session=abc', Authorization: 'Bearer x' },
      password: 'p',
      sessionToken: 't',
      replyToken: token,
      deliveryId: 'm.inv-1.reminder.1',
    });
    expect(fields).toEqual({
      content: { attendees: '[redacted]', note: 'from [email]' },
      headers: { cookie: '[redacted]', Authorization: '[redacted]' },
      password: '[redacted]',
      sessionToken: '[redacted]',
      replyToken: '[redacted]',
      deliveryId: 'm.inv-1.reminder.1',
    });
  });

  it('keeps an error’s type, code, message and cause, without what is personal in them', () => {
    const error = Object.assign(new Error('no mailbox a@b.example', { cause: new Error(`link ${token}`) }), {
      code: 'EENVELOPE',
    });
    const { err } = redactFields({ err: error });
    expect(err).toMatchObject({
      type: 'Error',
      code: 'EENVELOPE',
      message: 'no mailbox [email]',
      cause: { message: 'link [token]' },
    });
  });
});
