import { type ReactNode } from 'react';
import {
  Answer,
  attendeeFields,
  documentEndings,
  fieldWordsOf,
  type KeptContent,
  type Language,
  type MeetingFile,
  type ReplyForm,
  type ReplyFormSettings,
  type Response,
  type Seat,
  saidInReply,
  saidOfAttendee,
  saidToQuestions,
} from '#contracts';
import { languages, momentText, spanText, textIn, wordsOf } from '#words';
import { answeredIn, type Typed } from './reply-form.js';
import { dialled } from './dialled.js';
import { replyStyle } from './reply-style.js';
import { replyWords } from './reply-words.js';

/** `address` is the page's own path, without a query. */
export type PageContext = {
  readonly language: Language;
  readonly address: string;
  /** It is shown at its own address: what leads to it again need not name it, which a long page has no room for. */
  readonly here?: boolean | undefined;
  /** It speaks so because the browser prefers it, and nobody chose: what it leads to may speak otherwise. */
  readonly guessed?: boolean | undefined;
  /** Whom to ring where no meeting is known, or its people name no telephone. */
  readonly helpPhone?: string | undefined;
};
/** Where a page leads to, in its language; where that is a guess the page there decides. */
export const inLanguage = (
  address: string,
  { language, guessed }: Pick<PageContext, 'language' | 'guessed'>,
): string => (guessed === true ? address : `${address}?lang=${language}`);
/** What the skip link and the language button of the header point to. */
export const formId = 'reply';
export const withdrawFormId = 'withdraw';

export const Page = ({
  page,
  title,
  switchBy,
  switchForm = formId,
  own = replyWords(page.language),
  children,
}: {
  page: PageContext;
  title: string;
  /** What stands in its bar and on the link over it, of a page that is not the reply page. */
  own?: { readonly title: string; readonly skip: string };
  switchBy: 'link' | 'button';
  /** The form whose content goes along when the language is changed by a button. */
  switchForm?: string;
  children: ReactNode;
}) => {
  const others = languages.filter((language) => language !== page.language);
  return (
    <html lang={page.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: replyStyle }} />
      </head>
      <body>
        <a className="skip" href={`#${formId}`}>
          {own.skip}
        </a>
        <header className="bar">
          <div>
            {others.map((other) => (
              <span className="lang" lang={other} key={other}>
                {switchBy === 'link' ? (
                  <a href={`${page.address}?lang=${other}`}>{wordsOf(other).locale.name}</a>
                ) : (
                  <button className="link" form={switchForm} name="show" value={other} formNoValidate>
                    {wordsOf(other).locale.name}
                  </button>
                )}
              </span>
            ))}
            <b>{own.title}</b>
          </div>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
};

/** The zone in brackets stays in one piece. */
export const Moment = ({ text }: { text: string }) => (
  <>
    {text.split(/(\([^)]*\))/).map((piece, index) =>
      piece.startsWith('(') ? (
        <span className="whole" key={index}>
          {piece}
        </span>
      ) : (
        piece
      ),
    )}
  </>
);

const Fact = ({ term, children, className }: { term: string; children: ReactNode; className?: string }) => (
  <div className={className}>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

export const Summary = ({
  form: { meeting, invitation },
  language,
  heading: Heading,
}: {
  form: ReplyForm;
  language: Language;
  heading: 'h1' | 'h2';
}) => {
  const words = replyWords(language);
  return (
    <section>
      <p className="over">
        {textIn(meeting.organiser, language)} {words.invites}
      </p>
      <Heading>{textIn(meeting.title, language)}</Heading>
      <dl>
        <Fact term={words.forOffice}>
          <b>{textIn(invitation.organisation.name, language)}</b>
        </Fact>
        <Fact term={words.when}>
          <b>
            <Moment text={spanText(language, meeting.timeZone, meeting.startsAt, meeting.endsAt)} />
          </b>
        </Fact>
        <Fact term={words.where}>{words.joinAt(textIn(invitation.siteName, language))}</Fact>
        <Fact term={words.purpose}>{textIn(meeting.purpose, language)}</Fact>
        <Fact term={words.deadline} className="due">
          <Moment text={momentText(language, meeting.timeZone, meeting.replyBy)} />
        </Fact>
      </dl>
    </section>
  );
};

/** What goes with the letter, and what the meeting works with; a file is got without script. */
export const Documents = ({ form: { meeting }, page }: { form: ReplyForm; page: PageContext }) => {
  const words = replyWords(page.language);
  const { enclosures = [] } = meeting.letter ?? {};
  const { documents = [] } = meeting;
  const Entry = ({ title, file, counted }: { title: string; file?: MeetingFile | undefined; counted?: string }) => (
    <li>
      {file === undefined ? (
        title
      ) : (
        <a href={`${page.address}/files/${file.fileId}?lang=${page.language}`} download>
          {title}
        </a>
      )}
      {counted}
      {file !== undefined && (
        <span className="whole">
          {' '}
          ({documentEndings[file.contentType].toUpperCase()} {words.kilobytes(Math.ceil(file.bytes / 1000))})
        </span>
      )}
    </li>
  );
  if (enclosures.length + documents.length === 0) return null;
  return (
    <section>
      {enclosures.length > 0 && (
        <>
          <h2>{words.enclosures}</h2>
          <ol>
            {enclosures.map(({ title, file, count, unit }, index) => (
              <Entry
                key={index}
                title={title}
                file={file}
                {...(count !== undefined && { counted: ` ${words.counted(count, unit ?? 'copies')}` })}
              />
            ))}
          </ol>
        </>
      )}
      {documents.length > 0 && (
        <>
          <h2>{words.documents}</h2>
          <ol>
            {documents.map(({ title, file }, index) => (
              <Entry key={index} title={title} file={file} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
};

/** What an office says, all of it. */
export const Said = ({
  said,
  meeting,
  language,
}: {
  said: KeptContent;
  meeting: ReplyForm['meeting'];
  language: Language;
}) => {
  const words = replyWords(language);
  return (
    <dl>
      <Fact term={words.yourAnswer}>
        <b>{words.answers[said.answer].label}</b>
      </Fact>
      {said.attendees.length > 0 && (
        <Fact term={words.attendees}>
          {said.attendees.map((each, index) => (
            <div key={index}>
              {saidOfAttendee(each, language).map(({ name, text }, index) => {
                const shown = `${index === 0 ? '' : ' · '}${text}`;
                return attendeeFields[name].input === 'line' ? (
                  shown
                ) : (
                  <span className="whole" key={name}>
                    {shown}
                  </span>
                );
              })}
            </div>
          ))}
        </Fact>
      )}
      {saidToQuestions(meeting.form, said.answers, language).map(({ id, label, text }) => (
        <Fact key={id} term={label}>
          {text}
        </Fact>
      ))}
      {saidInReply(said, language).map(({ name, text }) => (
        <Fact key={name} term={fieldWordsOf(language).fields[name]}>
          {text}
        </Fact>
      ))}
    </dl>
  );
};

/** Whether the hall has a seat for whom the office has named, and where it stands on the waiting list. */
const SeatLine = ({ seat, language }: { seat: Seat; language: Language }) => {
  const { seated, wants, waiting } = replyWords(language).seat;
  const { state, people, wants: wanted, place } = seat;
  return (
    <p>
      <b>{state === 'seated' ? seated(people) : waiting(people, place ?? 1)}</b>
      {wanted !== undefined && ` · ${wants(wanted, place ?? 1)}`}
    </p>
  );
};

/** What is on record: which of the office's answers it is, all that it says, when it came and by which way, and what came of it in the hall. */
export const Recorded = ({
  response,
  seat,
  meeting,
  language,
}: {
  response: Response;
  seat?: Seat | undefined;
  meeting: ReplyForm['meeting'];
  language: Language;
}) => {
  const words = replyWords(language);
  return (
    <>
      <Said said={response} meeting={meeting} language={language} />
      <p className="small">
        {words.answerNumber(response.revision)} ·{' '}
        <Moment text={words.receivedAt(momentText(language, meeting.timeZone, response.receivedAt))} />{' '}
        {wordsOf(language).names.byChannel[response.channel]}
        {response.late && ` · ${words.late}`}
        {response.saidAgainAt !== undefined && (
          <>
            {' '}
            · <Moment text={words.saidAgain(momentText(language, meeting.timeZone, response.saidAgainAt))} />
          </>
        )}
      </p>
      {seat !== undefined && <SeatLine seat={seat} language={language} />}
    </>
  );
};

/** What was typed, handed on by a page on which it is not typed. */
export const Posted = ({ fields }: { fields: readonly (readonly [name: string, value: string])[] }) =>
  fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => <input type="hidden" key={name} name={name} value={value} />);

/** What was typed and could not be sent, as text that can be copied or printed. */
export const NotSent = ({
  typed,
  settings,
  language,
}: {
  typed: Typed;
  settings?: ReplyFormSettings | undefined;
  language: Language;
}) => {
  const words = replyWords(language);
  const answer = Answer.safeParse(typed.answer).data;
  const persons = typed.attendees
    .map((row) =>
      saidOfAttendee(row, language)
        .map(({ text }) => text.trim())
        .filter((text) => text !== '')
        .join(' · '),
    )
    .filter((line) => line !== '');
  const rest = [
    ...saidToQuestions(settings, answeredIn(typed), language),
    ...saidInReply(typed, language).map(({ name, text }) => ({
      id: name,
      label: fieldWordsOf(language).fields[name],
      text,
    })),
  ].filter(({ text }) => text.trim() !== '');
  if (answer === undefined && persons.length === 0 && rest.length === 0) return null;
  return (
    <section>
      <h2>{words.notSent}</h2>
      <p className="over">{words.notSentHint}</p>
      <dl>
        {answer && (
          <Fact term={words.yourAnswer}>
            <b>{words.answers[answer].label}</b>
          </Fact>
        )}
        {persons.length > 0 && (
          <Fact term={words.attendees}>
            {persons.map((line, index) => (
              <div key={index}>{line}</div>
            ))}
          </Fact>
        )}
        {rest.map(({ id, label, text }) => (
          <Fact key={id} term={label}>
            {text}
          </Fact>
        ))}
      </dl>
    </section>
  );
};

const Telephone = ({ text, phone }: { text: string; phone: string }) => (
  <p className="over">
    {text} <a href={`tel:${dialled(phone)}`}>{phone}</a>
  </p>
);

/** Whom to ring where no meeting is known, if anybody is named. */
const Help = ({ page: { language, helpPhone } }: { page: PageContext }) =>
  helpPhone === undefined || helpPhone === '' ? null : (
    <section>
      <h2>{replyWords(language).contact}</h2>
      <Telephone text={replyWords(language).phone} phone={helpPhone} />
    </section>
  );

/** Whom to ring or write to: of this meeting, as far as one is known. */
export const Contact = ({ form, page }: { form: Pick<ReplyForm, 'meeting'> | undefined; page: PageContext }) => {
  if (form === undefined) return <Help page={page} />;
  const { language } = page;
  const { meeting } = form;
  const words = replyWords(language);
  const phones = [meeting.coordinator.phone, meeting.letter?.owner?.phone, meeting.host?.phone, page.helpPhone];
  const phone = phones.find((each) => each !== undefined && each !== '');
  return (
    <section>
      <h2>{words.contact}</h2>
      <p className="over">
        {[meeting.coordinator.name, textIn(meeting.coordinator.unit, language), textIn(meeting.organiser, language)]
          .filter((each) => each !== undefined)
          .join(' · ')}
      </p>
      {phone !== undefined && <Telephone text={words.phone} phone={phone} />}
      {meeting.faultLine && <Telephone text={words.faultLine} phone={meeting.faultLine} />}
      <p className="over">
        {words.email} <a href={`mailto:${meeting.coordinator.email}`}>{meeting.coordinator.email}</a>
        {meeting.fax && (
          <>
            {' '}
            · {words.fax} {meeting.fax}
          </>
        )}
      </p>
    </section>
  );
};
