import { type Meeting, replyCodeText } from '#contracts';
import { paperWordsOf, textIn } from '#words';
import { type Digits } from './digits.js';
import { QrCode } from './qr-code.js';
import { digitsFor, type Sheet, untilOf, whenOf } from './sheet.js';

const midday = 'T12:00:00Z';
/** The letter's own day, as letters write it: without the day of the week. */
const dateOf = ({ meeting, language }: Sheet): string => {
  const words = paperWordsOf(language).letter;
  const { dated } = meeting.letter ?? {};
  if (dated === undefined) return words.undated;
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language === 'th' ? 'th-TH-u-ca-buddhist-nu-latn' : 'en-GB', {
      timeZone: 'UTC',
      ...options,
    }).format(new Date(`${dated}${midday}`));
  return words.dated(part({ day: 'numeric' }), part({ month: 'long' }), part({ year: 'numeric' }).replace(/\D/g, ''));
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

const bodyOf = (sheet: Sheet): readonly string[] => {
  const { meeting, language } = sheet;
  const own = meeting.letter?.body?.split('\n').filter((line) => line.trim() !== '');
  return (
    own
    ?? paperWordsOf(language).letter.usual({
      organiser: textIn(meeting.organiser, language),
      title: textIn(meeting.title, language),
      purpose: textIn(meeting.purpose, language),
      when: whenOf(sheet),
      place: textIn(sheet.invitation.siteName, language),
    })
  );
};

const Listed = ({ term, items, digits }: { term: string; items: readonly string[]; digits: Digits }) =>
  items.length === 0 ? null : (
    <div className="fact">
      <b>{term}</b>
      <div>
        {items.map((item, index) => (
          <div key={index}>{digits(items.length > 1 ? `${index + 1}. ${item}` : item)}</div>
        ))}
      </div>
    </div>
  );

const ownerOf = ({ letter, coordinator, fax }: Meeting) => ({
  unit: letter?.owner?.unit ?? coordinator.unit,
  phone: letter?.owner?.phone ?? coordinator.phone,
  fax: letter?.owner?.fax ?? fax,
  email: letter?.owner?.email ?? coordinator.email,
});

/** How an office answers: the QR code, what is typed in place of it, and the form. */
const HowToAnswer = ({ sheet }: { sheet: Sheet }) => {
  const { language, link, codeAddress, code } = sheet;
  const words = paperWordsOf(language).letter;
  return (
    <div className="ways">
      <QrCode text={link} label={words.byQr} />
      <p>{digitsFor(sheet)(words.answer(untilOf(sheet)))}</p>
      <ul>
        <li>
          {words.byQr} <b className="typed">{codeAddress}</b> {words.byCode}{' '}
          <b className="typed">{replyCodeText(code)}</b>
        </li>
        <li>{words.byPaper(waysBack(sheet))}</li>
      </ul>
    </div>
  );
};

/** The letter of invitation of one office, in the parts and the order of official letters. */
export const LetterSheet = ({ sheet }: { sheet: Sheet }) => {
  const { meeting, invitation, language } = sheet;
  const { letter } = meeting;
  const all = paperWordsOf(language);
  const words = all.letter;
  const digits = digitsFor(sheet);
  const enclosures = [
    ...(letter?.enclosures ?? []).map(({ title, count, unit = 'copies' }) =>
      count === undefined ? title : `${title}  ${words.count(count, words.units[unit])}`,
    ),
    `${words.replyForm}  ${words.count(1, words.units.copies)}`,
  ];
  const owner = ownerOf(meeting);
  const secrecy = letter?.secrecy === undefined ? null : <p className="secrecy">{words.secrecy[letter.secrecy]}</p>;
  return (
    <section className="sheet letter" lang={language}>
      {secrecy}
      <header>
        {letter?.urgency !== undefined && <b className="urgency">{words.urgency[letter.urgency]}</b>}
        <div className="crest">{words.crest}</div>
        <div className="number">
          {words.number} {digits(letter?.number ?? '')}
        </div>
        <address>
          {textIn(meeting.organiser, language)}
          <br />
          {textIn(owner.unit, language)}
        </address>
      </header>
      <p className="dated">{digits(dateOf(sheet))}</p>
      <Listed term={words.subject} items={[letter?.subject ?? textIn(meeting.title, language)]} digits={digits} />
      <Listed term={words.to} items={[textIn(invitation.organisation.name, language)]} digits={digits} />
      <Listed term={words.references} items={letter?.references ?? []} digits={digits} />
      <Listed term={words.enclosures} items={enclosures} digits={digits} />
      <div className="body">
        {bodyOf(sheet).map((paragraph, index) => (
          <p key={index}>{digits(paragraph)}</p>
        ))}
      </div>
      <HowToAnswer sheet={sheet} />
      <div className="signed">
        <p>{words.closing}</p>
        <p className="name">({digits(letter?.signer?.name ?? ' '.repeat(50))})</p>
        {letter?.signer && <p>{digits(letter.signer.position)}</p>}
        {letter?.signer?.acting && (
          <p>
            {words.acting[letter.signer.acting]} {digits(letter.signer.actingFor ?? '')}
          </p>
        )}
      </div>
      <footer>
        {textIn(owner.unit, language)}
        <br />
        {owner.phone !== undefined && `${all.phone} ${digits(owner.phone)}  `}
        {owner.fax !== undefined && `${all.fax} ${digits(owner.fax)}`}
        <br />
        {all.email} {owner.email}
      </footer>
      {secrecy}
    </section>
  );
};
