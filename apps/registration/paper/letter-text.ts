import { type Meeting, replyCodeText } from '#contracts';
import { letterDayText, paperWordsOf, textIn } from '#words';
import { digitsFor, type Sheet, untilOf, whenOf } from './sheet.js';

/** A letter's own words, part by part in the order of official letters, as they stand on paper and in Word alike. */
export type LetterText = {
  readonly secrecy: string | undefined;
  readonly urgency: string | undefined;
  readonly crest: string;
  readonly number: string;
  readonly from: readonly [organiser: string, unit: string];
  readonly dated: string;
  /** เรื่อง เรียน อ้างถึง สิ่งที่ส่งมาด้วย: those of which there is something to say. */
  readonly facts: readonly { readonly term: string; readonly items: readonly string[] }[];
  readonly body: readonly string[];
  readonly answer: {
    readonly asked: string;
    readonly byQr: string;
    readonly address: string;
    readonly byCode: string;
    readonly code: string;
    readonly byPaper: string;
  };
  readonly closing: string;
  readonly signer: { readonly name: string; readonly lines: readonly string[] };
  readonly owner: readonly string[];
};

/** A letter of one office; a pattern is of none, and leaves its place open. */
export type Written = Omit<Sheet, 'invitation' | 'link' | 'code'>
  & Partial<Pick<Sheet, 'invitation' | 'link' | 'code'>>;

const left = (length: number): string => '.'.repeat(length);
const dateOf = ({ meeting, language }: Written): string => {
  const words = paperWordsOf(language).letter;
  const { dated } = meeting.letter ?? {};
  return dated === undefined ? words.undated : letterDayText(language, dated);
};

/** Where a form on paper goes: by fax and by e-mail, as the meeting has them. */
export const waysBack = ({ meeting, language }: Pick<Sheet, 'meeting' | 'language'>): string => {
  const { fax, email } = paperWordsOf(language);
  const digits = digitsFor({ meeting, language });
  return [
    ...(meeting.fax === undefined ? [] : [`${fax} ${digits(meeting.fax)}`]),
    `${email} ${meeting.coordinator.email}`,
  ].join('  ');
};

const bodyOf = (written: Written): readonly string[] => {
  const { meeting, language, invitation } = written;
  const own = meeting.letter?.body?.split('\n').filter((line) => line.trim() !== '');
  return (
    own
    ?? paperWordsOf(language).letter.usual({
      organiser: textIn(meeting.organiser, language),
      title: textIn(meeting.title, language),
      purpose: textIn(meeting.purpose, language),
      when: whenOf(written),
      place: invitation === undefined ? left(50) : textIn(invitation.siteName, language),
    })
  );
};

const numbered = (items: readonly string[]): readonly string[] =>
  items.length > 1 ? items.map((item, index) => `${index + 1}. ${item}`) : items;

const factsOf = ({ meeting, invitation, language }: Written): LetterText['facts'] => {
  const words = paperWordsOf(language).letter;
  const { letter } = meeting;
  const enclosures = [
    ...(letter?.enclosures ?? []).map(({ title, count, unit = 'copies' }) =>
      count === undefined ? title : `${title}  ${words.count(count, words.units[unit])}`,
    ),
    `${words.replyForm}  ${words.count(1, words.units.copies)}`,
  ];
  const to = invitation === undefined ? left(60) : textIn(invitation.organisation.name, language);
  const digits = digitsFor({ meeting, language });
  return [
    { term: words.subject, items: [letter?.subject ?? textIn(meeting.title, language)] },
    { term: words.to, items: [to] },
    { term: words.references, items: letter?.references ?? [] },
    { term: words.enclosures, items: enclosures },
  ]
    .filter(({ items }) => items.length > 0)
    .map(({ term, items }) => ({ term, items: numbered(items).map(digits) }));
};

const ownerOf = ({ letter, coordinator, fax }: Meeting) => ({
  unit: letter?.owner?.unit ?? coordinator.unit,
  phone: letter?.owner?.phone ?? coordinator.phone,
  fax: letter?.owner?.fax ?? fax,
  email: letter?.owner?.email ?? coordinator.email,
});

const signerOf = ({ meeting: { letter }, language }: Written, digits: (text: string) => string) => {
  const words = paperWordsOf(language).letter;
  const { signer } = letter ?? {};
  return {
    name: `(${digits(signer?.name ?? ' '.repeat(50))})`,
    lines: [
      ...(signer === undefined ? [] : [digits(signer.position)]),
      ...(signer?.acting === undefined ? [] : [`${words.acting[signer.acting]} ${digits(signer.actingFor ?? '')}`]),
    ],
  };
};

export const letterTextOf = (written: Written): LetterText => {
  const { meeting, language, codeAddress, code } = written;
  const { letter } = meeting;
  const all = paperWordsOf(language);
  const words = all.letter;
  const digits = digitsFor(written);
  const owner = ownerOf(meeting);
  return {
    secrecy: letter?.secrecy === undefined ? undefined : words.secrecy[letter.secrecy],
    urgency: letter?.urgency === undefined ? undefined : words.urgency[letter.urgency],
    crest: words.crest,
    number: `${words.number} ${digits(letter?.number ?? '')}`,
    from: [textIn(meeting.organiser, language), textIn(owner.unit, language)],
    dated: digits(dateOf(written)),
    facts: factsOf(written),
    body: bodyOf(written).map(digits),
    answer: {
      asked: digits(words.answer(untilOf(written))),
      byQr: words.byQr,
      address: codeAddress,
      byCode: words.byCode,
      code: code === undefined ? left(20) : replyCodeText(code),
      byPaper: words.byPaper(waysBack(written)),
    },
    closing: words.closing,
    signer: signerOf(written, digits),
    owner: [
      textIn(owner.unit, language),
      [
        ...(owner.phone === undefined ? [] : [`${all.phone} ${digits(owner.phone)}`]),
        ...(owner.fax === undefined ? [] : [`${all.fax} ${digits(owner.fax)}`]),
      ].join('  '),
      `${all.email} ${owner.email}`,
    ],
  };
};
