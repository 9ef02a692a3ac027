import {
  Answer,
  type Asked,
  askedInParts,
  askedInReply,
  askedOfAttendee,
  fieldWordsOf,
  knownOf,
  optionsOf,
  type AttendeeField,
  type Field,
  type Language,
  type Question,
  questionsOf,
  quotaOf,
  type ReplyField,
  replyCodeText,
  takesOptions,
} from '#contracts';
import { paperWordsOf, provinceName, textIn } from '#words';
import { waysBack } from './letter-text.js';
import { QrCode } from './qr-code.js';
import { digitsFor, type Sheet, untilOf, whenOf } from './sheet.js';

/** Rows for people: more of them come on a sheet of their own. */
const mostRows = 5;

const Boxes = ({ options }: { options: readonly string[] }) => (
  <span className="boxes">
    {options.map((option) => (
      <span className="choice" key={option}>
        <i className="box" /> {option}
      </span>
    ))}
  </span>
);
const Line = ({ label, options = [] }: { label: string; options?: readonly string[] }) => (
  <div className="line">
    <span>{label}</span>
    {options.length > 0 ? <Boxes options={options} /> : <span className="dots" />}
  </div>
);

/** Short lines side by side, of what stands together; what the directory knows already is filled in. */
const Part = ({ asked, sheet }: { asked: readonly Asked<ReplyField>[]; sheet: Sheet }) => {
  const { invitation, meeting, language } = sheet;
  const known = knownOf(invitation.organisation, meeting.form);
  return (
    <div className="part">
      {asked.map(({ name }) => (
        <span key={name}>
          <span>{fieldWordsOf(language).fields[name]}</span>
          <span className="dots">{known[name]}</span>
        </span>
      ))}
    </div>
  );
};

/** A line of which the wide gaps are filled in by hand. */
const Blanks = ({ text }: { text: string }) => (
  <p className="blanks">
    {text
      .split(/( {4,})/)
      .map((piece, index) =>
        piece.trim() === '' && piece !== '' ? <span className="dots" key={index} /> : <span key={index}>{piece}</span>,
      )}
  </p>
);

const OwnQuestion = ({ question, sheet }: { question: Question; sheet: Sheet }) => {
  const digits = digitsFor(sheet);
  const { several } = paperWordsOf(sheet.language).form;
  const label = digits(textIn(question.label, sheet.language));
  const options = (question.options ?? []).map((option) => digits(textIn(option.label, sheet.language)));
  return takesOptions(question) ? (
    <Line label={question.kind === 'several' ? `${label} ${several}` : label} options={options} />
  ) : (
    <Line label={label} />
  );
};

/** What is ticked of one person is called as it will be said. */
const headingOf = (name: AttendeeField, field: Field, language: Language): string =>
  (field.ofOne === true ? optionsOf(name, field, language)[0]?.text : undefined)
  ?? fieldWordsOf(language).attendee[name].label;

const People = ({ sheet }: { sheet: Sheet }) => {
  const { meeting, language } = sheet;
  const words = paperWordsOf(language).form;
  const digits = digitsFor(sheet);
  const fields = askedOfAttendee(meeting.form);
  const quota = quotaOf(meeting.form);
  return (
    <>
      <h2>
        {digits(words.people)} {meeting.form?.quota !== undefined && digits(words.quota(quota))}
      </h2>
      <table>
        <thead>
          <tr>
            <th className="ordinal">{words.ordinal}</th>
            {fields.map(({ name, field }) => (
              <th key={name} className={name}>
                {headingOf(name, field, language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: Math.min(quota, mostRows) }, (_each, index) => (
            <tr key={index}>
              <td className="ordinal">{digits(String(index + 1))}</td>
              {fields.map(({ name, field }) => (
                <td key={name}>{field.ofOne === true && <i className="box" />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};

/** The form that an office fills in by hand, with all that this meeting asks and all that is known of the office. */
export const FormSheet = ({ sheet }: { sheet: Sheet }) => {
  const { meeting, invitation, language, link, code } = sheet;
  const words = paperWordsOf(language).form;
  const { fields } = fieldWordsOf(language);
  const digits = digitsFor(sheet);
  const { organisation } = invitation;
  return (
    <section className="sheet form" lang={language}>
      <header>
        <div className="coded">
          <QrCode text={link} label={words.code} />
          <div>
            {words.code}
            <br />
            <b className="typed">{replyCodeText(code)}</b>
          </div>
        </div>
        <h1>{words.title}</h1>
        <p>{digits(textIn(meeting.title, language))}</p>
        <p>{digits(whenOf(sheet))}</p>
      </header>
      <div className="known">
        <b>{words.office}</b> {digits(textIn(organisation.name, language))} ·{' '}
        {provinceName(organisation.provinceCode, language)}
        <br />
        <b>{words.site}</b> {digits(textIn(invitation.siteName, language))}
      </div>
      <h2>{digits(words.answer)}</h2>
      <Boxes options={Answer.options.map((answer) => words.answers[answer])} />
      <People sheet={sheet} />
      <h2>{digits(words.further)}</h2>
      {questionsOf(meeting.form).map((question) => (
        <OwnQuestion key={question.id} question={question} sheet={sheet} />
      ))}
      {askedInParts(askedInReply(meeting.form)).map(({ part, asked }) =>
        part !== undefined ? (
          <Part key={part} asked={asked} sheet={sheet} />
        ) : (
          asked.map(({ name, field }) => (
            <Line key={name} label={fields[name]} options={optionsOf(name, field, language).map(({ text }) => text)} />
          ))
        ),
      )}
      <div className="signed">
        <Blanks text={words.signature} />
        <Blanks text={words.signedName} />
        <Blanks text={words.signedPosition} />
      </div>
      <footer>
        <b>{digits(words.sendTo(untilOf(sheet)))}</b> {waysBack(sheet)}
        <br />
        {words.privacy}
      </footer>
    </section>
  );
};
