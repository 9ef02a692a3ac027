import { type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { type Language, type ReplyForm, type Response } from '#contracts';
import { momentText, spanText } from './moments.js';
import { limits, type Mistake, type Typed } from './reply-form.js';
import { type ClosedBecause, otherLanguage, replyWords, type Trouble } from './reply-words.js';
import { replyStyle } from './reply-style.js';

/** `address` is the page's own path, without a query. */
type Place = { readonly language: Language; readonly address: string };
export type FormView = Place & {
  readonly form: ReplyForm;
  readonly typed: Typed;
  readonly mistakes?: readonly Mistake[];
  readonly conflict?: boolean;
  /** The reply was sent just now. */
  readonly done?: boolean;
  /** Somebody has typed into the form: nothing may lead away from it that would lose this. */
  readonly touched?: boolean;
};

const formId = 'reply';

const Page = ({ place, title, switchBy, children }: { place: Place; title: string; switchBy: 'link' | 'button'; children: ReactNode }) => {
  const other = otherLanguage(place.language);
  const name = replyWords[other].languageName;
  return (
    <html lang={place.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: replyStyle }} />
      </head>
      <body>
        <a className="skip" href={`#${formId}`}>{replyWords[place.language].skip}</a>
        <header className="bar">
          <div>
            <span className="lang" lang={other}>
              {switchBy === 'link' ? <a href={`${place.address}?lang=${other}`}>{name}</a> : <button className="link" form={formId} name="show" value={other} formNoValidate>{name}</button>}
            </span>
            <b>{replyWords[place.language].title}</b>
          </div>
        </header>
        <main>{children}</main>
      </body>
    </html>
  );
};

/** The zone in brackets stays in one piece. */
const Moment = ({ text }: { text: string }) => (
  <>
    {text.split(/(\([^)]*\))/).map((piece, index) => (piece.startsWith('(') ? <span className="whole" key={index}>{piece}</span> : piece))}
  </>
);

const Fact = ({ term, children, className }: { term: string; children: ReactNode; className?: string }) => (
  <div className={className}>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

const Summary = ({ form: { meeting, invitation }, language, heading: Heading }: { form: ReplyForm; language: Language; heading: 'h1' | 'h2' }) => {
  const words = replyWords[language];
  return (
    <section>
      <p className="over">{meeting.organiser[language]} {words.invites}</p>
      <Heading>{meeting.title[language]}</Heading>
      <dl>
        <Fact term={words.forOffice}><b>{invitation.organisation.name[language]}</b></Fact>
        <Fact term={words.when}><b><Moment text={spanText(meeting.startsAt, meeting.endsAt, meeting.timeZone, language)} /></b></Fact>
        <Fact term={words.where}>{words.joinAt(invitation.siteName[language])}</Fact>
        <Fact term={words.purpose}>{meeting.purpose[language]}</Fact>
        <Fact term={words.deadline} className="due"><Moment text={momentText(meeting.replyBy, meeting.timeZone, language)} /></Fact>
      </dl>
    </section>
  );
};

const Recorded = ({ response, zone, language }: { response: Response; zone: string; language: Language }) => {
  const words = replyWords[language];
  return (
    <>
      <dl>
        <Fact term={words.yourAnswer}><b>{words.answers[response.answer].label}</b></Fact>
        {response.attendees.length > 0 && (
          <Fact term={words.attendees}>
            {response.attendees.map((each, index) => (
              <div key={index}>
                {[each.name, each.position].filter((text) => text).join(' · ')}
                {each.phone && <span className="whole"> · {each.phone}</span>}
              </div>
            ))}
          </Fact>
        )}
        {response.note && <Fact term={words.note}>{response.note}</Fact>}
      </dl>
      <p className="small"><Moment text={words.receivedAt(momentText(response.receivedAt, zone, language))} /> {words.channels[response.channel]}</p>
    </>
  );
};

const Contact = ({ form: { meeting }, language }: { form: ReplyForm; language: Language }) => {
  const words = replyWords[language];
  return (
    <section>
      <h2>{words.contact}</h2>
      <p className="over">{meeting.coordinator.unit[language]} · {meeting.organiser[language]}</p>
      <p className="over">{words.email} <a href={`mailto:${meeting.coordinator.email}`}>{meeting.coordinator.email}</a>{meeting.fax && <> · {words.fax} {meeting.fax}</>}</p>
    </section>
  );
};

const wrongId = (field: string) => `wrong-${field.replaceAll('.', '-')}`;
const fieldId = (field: string) => `field-${field.replaceAll('.', '-')}`;

const Form = ({ view }: { view: FormView }) => {
  const { form, typed, language, mistakes = [] } = view;
  const words = replyWords[language];
  const mistakeAt = (field: string) => mistakes.find((each) => each.field === field);
  const Wrong = ({ field }: { field: string }) => {
    const mistake = mistakeAt(field);
    return mistake ? <span className="wrong" id={wrongId(field)}>{words.mistakes[mistake.code]}</span> : null;
  };
  const marks = (field: string, hint?: string) => {
    const described = [mistakeAt(field) && wrongId(field), hint].filter((each) => each).join(' ');
    return { id: fieldId(field), name: field, ...(mistakeAt(field) && { 'aria-invalid': true }), ...(described !== '' && { 'aria-describedby': described }) };
  };
  return (
    <form id={formId} method="post" action={`${view.address}?lang=${language}`} noValidate>
      <button className="first" tabIndex={-1} aria-hidden="true">{words.send}</button>
      <input type="hidden" name="revision" value={typed.revision} />
      <fieldset aria-describedby={mistakeAt('answer') && wrongId('answer')}>
        <legend>{words.question}</legend>
        <Wrong field="answer" />
        {(['attend', 'representative', 'decline'] as const).map((answer, index) => (
          <label className="choice" key={answer}>
            <input type="radio" name="answer" value={answer} id={index === 0 ? fieldId('answer') : undefined} defaultChecked={typed.answer === answer} required />
            <b>{words.answers[answer].label}</b>
            <small>{words.answers[answer].hint}</small>
          </label>
        ))}
      </fieldset>
      <fieldset className="who" aria-describedby="who-hint">
        <legend>{words.attendees}</legend>
        <span className="hint" id="who-hint">{words.attendeesHint}</span>
        {typed.attendees.map((row, index) => (
          <div className="row" key={index}>
            {typed.attendees.length > 1 && <h3>{words.person(index + 1)}</h3>}
            <div className="cells">
              <label className="field w2">
                <span>{words.name}</span>
                <input type="text" {...marks(`attendees.${index}.name`)} defaultValue={row.name} maxLength={limits.name} autoComplete={index === 0 ? 'name' : 'off'} />
                <Wrong field={`attendees.${index}.name`} />
              </label>
              <label className="field w3">
                <span>{words.position} <em>({words.optional})</em></span>
                <input type="text" {...marks(`attendees.${index}.position`)} defaultValue={row.position} maxLength={limits.position} autoComplete="off" />
                <Wrong field={`attendees.${index}.position`} />
              </label>
              <label className="field">
                <span>{words.phone} <em>({words.optional})</em></span>
                <input type="tel" {...marks(`attendees.${index}.phone`)} defaultValue={row.phone} maxLength={limits.phone} autoComplete="off" />
                <Wrong field={`attendees.${index}.phone`} />
              </label>
            </div>
          </div>
        ))}
        {typed.attendees.length < limits.attendees && <button className="plain" name="more" value="1" formNoValidate>+ {words.addPerson}</button>}
      </fieldset>
      <label className="field">
        <span>{words.note} <em>({words.optional})</em></span>
        <textarea {...marks('note')} defaultValue={typed.note} maxLength={limits.note} rows={2} />
        <Wrong field="note" />
      </label>
      <button className="main">{form.invitation.response ? words.sendChange : words.send}</button>
      <p className="small">{words.privacy}</p>
    </form>
  );
};

/** Has the focus when the page comes back, so that a screen reader starts here; each line leads to its field. */
const MistakeSummary = ({ mistakes, persons, language }: { mistakes: readonly Mistake[]; persons: number; language: Language }) => {
  const words = replyWords[language];
  const personOf = (field: string) => {
    const row = /^attendees\.(\d+)\./.exec(field)?.[1];
    return row === undefined || persons < 2 ? '' : `${words.person(Number(row) + 1)}: `;
  };
  return (
    <div className="box bad" role="alert" tabIndex={-1} autoFocus>
      <h2>{words.mistakesHeading}</h2>
      <ul>
        {mistakes.map(({ field, code }) => (
          <li key={field}><a href={`#${fieldId(field)}`}>{personOf(field)}{words.mistakes[code]}</a></li>
        ))}
      </ul>
    </div>
  );
};

const FormPage = ({ view }: { view: FormView }) => {
  const { form, language, mistakes = [], conflict = false, done = false, touched = false } = view;
  const words = replyWords[language];
  const { response } = form.invitation;
  const heading = mistakes.length > 0 ? words.mistakesHeading : done && response ? words.thanks : words.title;
  return (
    <Page place={view} title={`${heading} – ${form.meeting.title[language]}`} switchBy={touched ? 'button' : 'link'}>
      {mistakes.length > 0 && <MistakeSummary mistakes={mistakes} persons={view.typed.attendees.length} language={language} />}
      {conflict && (
        <div className="box note" role="alert">
          <h2>{words.conflictHeading}</h2>
          <p>{words.conflict}</p>
        </div>
      )}
      {response && (
        <div className={done ? 'box good' : 'box'} role={done ? 'status' : undefined}>
          <h2>{done ? `✓ ${words.thanks}` : words.recorded}</h2>
          <Recorded response={response} zone={form.meeting.timeZone} language={language} />
          <p><Moment text={words.changeUntil(momentText(form.meeting.replyBy, form.meeting.timeZone, language))} /></p>
        </div>
      )}
      <Summary form={form} language={language} heading="h1" />
      {response ? (
        <details open={touched || undefined}>
          <summary>{words.changeHeading}</summary>
          <Form view={view} />
        </details>
      ) : (
        <Form view={view} />
      )}
      <Contact form={form} language={language} />
    </Page>
  );
};

const ClosedPage = ({ place, form, because }: { place: Place; form: ReplyForm; because: ClosedBecause }) => {
  const words = replyWords[place.language];
  const { response } = form.invitation;
  return (
    <Page place={place} title={words.closedHeading[because]} switchBy="link">
      <div className="box note" role="status" id={formId}>
        <h1>{words.closedHeading[because]}</h1>
        <p>{words.closed[because]}</p>
      </div>
      <Contact form={form} language={place.language} />
      <section>
        <h2>{words.recorded}</h2>
        {response ? <Recorded response={response} zone={form.meeting.timeZone} language={place.language} /> : <p className="over">{words.noAnswer}</p>}
      </section>
      <Summary form={form} language={place.language} heading="h2" />
    </Page>
  );
};

const TroublePage = ({ place, trouble, typed }: { place: Place; trouble: Trouble; typed: Typed | undefined }) => {
  const words = replyWords[place.language];
  const kept = typed && [
    ['answer', typed.answer], ['note', typed.note], ['revision', typed.revision],
    ...typed.attendees.flatMap((row, index) => Object.entries(row).map(([name, value]) => [`attendees.${index}.${name}`, value])),
  ];
  return (
    <Page place={place} title={words.troubleHeading[trouble]} switchBy={kept ? 'button' : 'link'}>
      <div className="box bad" role="alert" id={kept ? undefined : formId}>
        <h1>{words.troubleHeading[trouble]}</h1>
        <p>{words.trouble[trouble]}</p>
        {!kept && trouble !== 'bad-link' && <p><a href={`${place.address}?lang=${place.language}`}>{words.tryAgain}</a></p>}
      </div>
      {kept && (
        <form id={formId} method="post" action={`${place.address}?lang=${place.language}`}>
          <p>{words.keptForYou}</p>
          {kept.map(([name, value]) => <input type="hidden" key={name} name={name} value={value} />)}
          <button className="main">{words.tryAgain}</button>
        </form>
      )}
    </Page>
  );
};

const html = (page: ReactNode): string => `<!doctype html>${renderToStaticMarkup(page)}`;
export const formPage = (view: FormView): string => html(<FormPage view={view} />);
export const closedPage = (place: Place, form: ReplyForm, because: ClosedBecause): string => html(<ClosedPage place={place} form={form} because={because} />);
/** `typed` is handed on so that nothing is lost when the office tries again. */
export const troublePage = (place: Place, trouble: Trouble, typed?: Typed): string => html(<TroublePage place={place} trouble={trouble} typed={typed} />);
