import { describe, expect, it } from '@jest/globals';
import { exampleReplyCode, replyCodeText } from '#contracts';
import { keysIn, replyCodesIn } from './recognition.js';

const code = replyCodeText(exampleReplyCode);

describe('reply codes in a mail', () => {
  it.each([
    ['as it is printed', `รหัสตอบรับ ${code} ครับ`, 1],
    ['without its hyphen, in small letters', `code ${exampleReplyCode.toLowerCase()}.`, 1],
    ['with a dash that a program put there', code.replace('-', '–'), 1],
    ['twice', `${code} ${code}`, 1],
    ['with a wrong symbol', code.replace(/.$/, (last) => (last === '0' ? '1' : '0')), 0],
    ['in a longer word', `x${code}x`, 0],
    ['in no text', '', 0],
  ])('are found %s', (_how, text, count) => expect(replyCodesIn(text)).toHaveLength(count));

  it('are looked for in a moment, whatever is written', () => {
    const began = performance.now();
    replyCodesIn('7K3MQ-9XW2'.repeat(100_000));
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('Message-IDs', () => {
  it('name our mails by their key, others by none', () => {
    expect(keysIn([`<${'a'.repeat(32)}@ega.example>`, '<x@y.example>', `<${'g'.repeat(32)}@ega.example>`])).toEqual([
      'a'.repeat(32),
    ]);
  });
});
