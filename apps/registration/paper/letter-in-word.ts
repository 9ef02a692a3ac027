import { type WordBlock, type WordParagraph, type WordRun } from '#word-files';
import { type LetterText, letterTextOf, type Written } from './letter-text.js';
import { qrPicture } from './qr-picture.js';

/** Top, right, bottom, left, as official letters have them. */
export const letterMargins = [15, 20, 15, 30] as const;
const between = 210 - letterMargins[1] - letterMargins[3];
const numberWidth = 97;
const qrSize = 29;
const signedIndent = 75;
const paragraphIndent = 25;

const plain = (text: string, looks: Omit<WordParagraph, 'kind' | 'runs'> = {}): WordParagraph => ({
  kind: 'paragraph',
  runs: [{ text }],
  ...looks,
});
const marked = (text: string | undefined): WordParagraph[] =>
  text === undefined
    ? []
    : [{ kind: 'paragraph', align: 'center', runs: [{ text, bold: true, points: 24, color: 'red' }] }];

/** What a term takes of a line, in the wider of the fonts as well: marks above and below a letter take nothing. */
const widthOf = (term: string): number => 6 + 2.9 * term.replace(/\p{M}/gu, '').length;

const headOf = ({ urgency, crest, number, from, dated }: LetterText): WordBlock[] => [
  plain(`[${crest}]`, { align: 'center' }),
  {
    kind: 'columns',
    columns: [
      {
        width: numberWidth,
        blocks: [
          ...(urgency === undefined
            ? []
            : [{ kind: 'paragraph', runs: [{ text: urgency, bold: true, points: 24, color: 'red' }] } as const]),
          plain(number),
        ],
      },
      { width: between - numberWidth, blocks: from.map((line) => plain(line)) },
    ],
  },
  plain(dated, { indent: signedIndent, before: 6 }),
];

const factOf = ({ term, items }: LetterText['facts'][number]): WordParagraph[] => {
  const width = widthOf(term);
  return items.map((item, index) =>
    plain(index === 0 ? `${term}\t${item}` : item, {
      indent: width,
      ...(index === 0 && { firstLine: -width, before: 6 }),
    }),
  );
};

const answerOf = (
  { asked, byQr, address, byCode, code, byPaper }: LetterText['answer'],
  qr: Uint8Array | undefined,
) => {
  const typed = (text: string): WordRun => ({ text, bold: true, points: 12, typed: true });
  const ways: WordParagraph[] = [
    plain(asked, { firstLine: paragraphIndent }),
    {
      kind: 'paragraph',
      indent: 10,
      firstLine: -5,
      runs: [{ text: `–\t${byQr} ` }, typed(address), { text: ` ${byCode} ` }, typed(code)],
    },
    plain(`–\t${byPaper}`, { indent: 10, firstLine: -5 }),
  ];
  const picture =
    qr === undefined
      ? [plain('[QR]', { align: 'right' })]
      : [{ kind: 'picture', png: qr, size: qrSize, says: byQr } as const];
  return {
    kind: 'columns',
    columns: [
      { width: between - qrSize - 5, blocks: ways },
      { width: qrSize + 5, blocks: picture },
    ],
  } as const;
};

const signedOf = ({ closing, signer }: LetterText): WordParagraph[] => {
  const looks = { align: 'center', indent: signedIndent } as const;
  return [
    plain(closing, { ...looks, before: 18, keepsWithNext: true }),
    plain(signer.name, { ...looks, before: 48, keepsWithNext: signer.lines.length > 0 }),
    ...signer.lines.map((line, index) => plain(line, { ...looks, keepsWithNext: index < signer.lines.length - 1 })),
  ];
};

/** The letter of invitation as what a ministry goes on writing in Word: the parts and words that it has on paper. */
export const letterInWord = (written: Written): readonly WordBlock[] => {
  const text = letterTextOf(written);
  const qr = written.link === undefined ? undefined : qrPicture(written.link);
  return [
    ...marked(text.secrecy),
    ...headOf(text),
    ...text.facts.flatMap(factOf),
    ...text.body.map((paragraph) => plain(paragraph, { firstLine: paragraphIndent, align: 'spread', before: 6 })),
    answerOf(text.answer, qr),
    ...signedOf(text),
    ...text.owner.filter((line) => line !== '').map((line, index) => plain(line, index === 0 ? { before: 18 } : {})),
    ...marked(text.secrecy),
  ];
};
