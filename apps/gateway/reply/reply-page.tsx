import { type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { answersUntilOf, type ClosedBecause, replyFieldNames, type ReplyForm } from '#contracts';
import { momentText, textIn } from '#words';
import { type Typed } from './reply-form.js';
import { type OpinionsView } from './reply-opinion-form.js';
import { Opinions } from './reply-opinions.js';
import { Form, type FormView, MistakeSummary } from './reply-page-form.js';
import {
  Contact,
  Documents,
  formId,
  Help,
  Moment,
  NotSent,
  Page,
  type PageContext,
  Recorded,
  Summary,
} from './reply-page-parts.js';
import { replyWords, type Trouble, troubleText } from './reply-words.js';

const FormPage = ({ view }: { view: FormView }) => {
  const { form, language, mistakes = [], conflict = false, done = false, touched = false } = view;
  const words = replyWords(language);
  const { response } = form.invitation;
  const heading = mistakes.length > 0 ? words.mistakesHeading : done && response ? words.thanks : words.title;
  return (
    <Page
      page={view}
      title={`${heading} – ${textIn(form.meeting.title, language)}`}
      switchBy={touched ? 'button' : 'link'}
    >
      {view.sample !== undefined && (
        <div className="box note">
          <p>{words.sample.hint}</p>
        </div>
      )}
      {mistakes.length > 0 && (
        <MistakeSummary
          mistakes={mistakes}
          persons={view.typed.attendees.length}
          language={language}
          settings={form.meeting.form}
        />
      )}
      {conflict && (
        <div className="box note" role="alert">
          <h2>{words.conflictHeading}</h2>
          <p>{words.conflict}</p>
        </div>
      )}
      {response && (
        <div className={done ? 'box good' : 'box'} role={done ? 'status' : undefined}>
          <h2>{done ? `✓ ${words.thanks}` : words.recorded}</h2>
          <Recorded response={response} meeting={form.meeting} language={language} />
          <p>
            <Moment
              text={words.changeUntil(momentText(language, form.meeting.timeZone, answersUntilOf(form.meeting)))}
            />
          </p>
        </div>
      )}
      <Summary form={form} language={language} heading="h1" />
      <Documents form={form} page={view} />
      {response ? (
        <details open={touched || undefined}>
          <summary>{words.changeHeading}</summary>
          <Form view={view} />
        </details>
      ) : (
        <Form view={view} />
      )}
      <Opinions form={form} page={view} sample={view.sample} view={view.opinions} />
      <Contact form={form} language={language} />
    </Page>
  );
};

const ClosedPage = ({
  page,
  form,
  because,
  typed,
  opinions,
}: {
  page: PageContext;
  form: ReplyForm;
  because: ClosedBecause;
  typed: Typed | undefined;
  opinions: OpinionsView | undefined;
}) => {
  const words = replyWords(page.language);
  const { response } = form.invitation;
  return (
    <Page page={page} title={words.closedHeading[because]} switchBy="link">
      <div className="box note" role="status" id={formId}>
        <h1>{words.closedHeading[because]}</h1>
        <p>{words.closed[because]}</p>
      </div>
      <Contact form={form} language={page.language} />
      {typed && because === 'deadline-passed' && (
        <NotSent typed={typed} settings={form.meeting.form} language={page.language} />
      )}
      <section>
        <h2>{words.recorded}</h2>
        {response ? (
          <Recorded response={response} meeting={form.meeting} language={page.language} />
        ) : (
          <p className="over">{words.noAnswer}</p>
        )}
      </section>
      <Opinions form={form} page={page} view={opinions} />
      <Summary form={form} language={page.language} heading="h2" />
      <Documents form={form} page={page} />
    </Page>
  );
};

type TroubleView = {
  readonly trouble: Trouble;
  readonly typed?: Typed | undefined;
  readonly waitSeconds?: number | undefined;
};

const TroublePage = ({ page, view: { trouble, typed, waitSeconds } }: { page: PageContext; view: TroubleView }) => {
  const words = replyWords(page.language);
  const final = trouble === 'no-more-changes';
  const kept = !final
    && typed && [
      ['answer', typed.answer],
      ...replyFieldNames.map((name) => [name, typed[name]]),
      ...Object.entries(typed.answers).map(([name, value]) => [`answers.${name}`, value]),
      ['revision', typed.revision],
      ...typed.attendees.flatMap((row, index) =>
        Object.entries(row).map(([name, value]) => [`attendees.${index}.${name}`, value]),
      ),
    ];
  return (
    <Page page={page} title={words.troubleHeading[trouble]} switchBy={kept ? 'button' : 'link'}>
      <div className="box bad" role="alert" id={kept ? undefined : formId}>
        <h1>{words.troubleHeading[trouble]}</h1>
        <p>{troubleText(trouble, page.language, waitSeconds)}</p>
        {!kept && trouble !== 'bad-link' && (
          <p>
            <a href={`${page.address}?lang=${page.language}`}>
              {trouble === 'no-such-file' ? words.title : final ? words.recorded : words.tryAgain}
            </a>
          </p>
        )}
      </div>
      {trouble === 'bad-link' && (
        <p>
          <a href={`/r?lang=${page.language}`}>{words.codeInstead}</a>
        </p>
      )}
      <Help page={page} />
      {final && typed && <NotSent typed={typed} language={page.language} />}
      {kept && (
        <form id={formId} method="post" action={`${page.address}?lang=${page.language}`}>
          <p>{words.keptForYou}</p>
          {kept.map(([name, value]) => (
            <input type="hidden" key={name} name={name} value={value} />
          ))}
          <button className="main">{words.tryAgain}</button>
        </form>
      )}
    </Page>
  );
};

const html = (page: ReactNode): string => `<!doctype html>${renderToStaticMarkup(page)}`;
export const formPage = (view: FormView): string => html(<FormPage view={view} />);
/** `typed` is what could not be sent any more: it is shown, so that it can be copied. */
export const closedPage = (
  page: PageContext,
  form: ReplyForm,
  because: ClosedBecause,
  typed?: Typed,
  opinions?: OpinionsView,
): string => html(<ClosedPage page={page} form={form} because={because} typed={typed} opinions={opinions} />);
/** `typed` is handed on so that nothing is lost when the office tries again. */
export const troublePage = (page: PageContext, view: TroubleView): string =>
  html(<TroublePage page={page} view={view} />);
