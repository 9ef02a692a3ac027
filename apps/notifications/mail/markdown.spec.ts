import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWeb, markdownOf, plainMarkdown } from './markdown.js';

const paragraph = (...spans: object[]) => ({ kind: 'paragraph', spans });
describe('what people write', () => {
  it.each<[string, string, readonly object[]]>([
    ['paragraphs', 'ก\n\nข', [paragraph({ text: 'ก' }), paragraph({ text: 'ข' })]],
    ['lines', 'ก\nข', [paragraph({ text: 'ก' }, { text: '\n' }, { text: 'ข' })]],
    [
      'bold and italic',
      'ก **ข** *ค*',
      [paragraph({ text: 'ก ' }, { text: 'ข', bold: true }, { text: ' ' }, { text: 'ค', italic: true })],
    ],
    [
      'bold beside brackets without a space',
      'ภายใน**(วันนี้)**ครับ',
      [paragraph({ text: 'ภายใน' }, { text: '(วันนี้)', bold: true }, { text: 'ครับ' })],
    ],
    ['a star that encloses nothing', '2 * 3', [paragraph({ text: '2 * 3' })]],
    [
      'a list',
      '- ก\n- **ข**',
      [{ kind: 'list', ordered: false, items: [[{ text: 'ก' }], [{ text: 'ข', bold: true }]] }],
    ],
    [
      'a numbered list with one in it',
      '1. ก\n   - ข\n2. ค',
      [{ kind: 'list', ordered: true, items: [[{ text: 'ก' }], [{ text: 'ข' }], [{ text: 'ค' }]] }],
    ],
    ['a link', '[ก](https://x.example/ข)', [paragraph({ text: 'ก', href: 'https://x.example/%E0%B8%82' })]],
    ['markup as text', '<b>ก</b> &amp; # ข `ค`', [paragraph({ text: '<b>ก</b> &amp; # ข `ค`' })]],
    ['what was escaped', '\\*ก\\*', [paragraph({ text: '*ก*' })]],
  ])('is read: %s', (_what, text, blocks) => expect(markdownOf(text)).toEqual(blocks));

  it('is itself where it was made to mean nothing', () => {
    const line = fc.string({ unit: fc.constantFrom(...'ab *_[]()-+1.\\`#ก{}'), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(line, (typed) => {
        const text = typed.trim();
        fc.pre(text !== '');
        const said = markdownOf(plainMarkdown(text)).flatMap((block) =>
          block.kind === 'paragraph' ? block.spans : [],
        );
        expect(said.map((span) => span.text).join('')).toBe(text);
      }),
    );
  });

  it.each([
    ['https://x.example', true],
    ['http://x.example/a?b=c', true],
    ['javascript:alert(1)', false],
    ['JaVaScRiPt:alert(1)', false],
    ['data:text/html,x', false],
    ['mailto:a@x.example', false],
    ['//x.example', false],
    ['/a', false],
    ['https://bank.example@x.example', false],
  ])('%s is a page of the web: %p', (href, is) => expect(isWeb(href)).toBe(is));
});
