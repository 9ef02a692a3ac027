import { type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { answersUntilOf, type ClosedBecause, type ReplyForm, type Response } from '#contracts';
import { momentText, spanText, textIn } from '#words';
import { type Typed } from './reply-form.js';
import { type OpinionsView, takesOpinions } from './reply-opinion-form.js';
import { opinionFormId, Opinions } from './reply-opinions.js';
import { Form, type FormView, MistakeSummary } from './reply-page-form.js';
import {
  Contact,
  Documents,
  formId,
  inLanguage,
  Moment,
  NotSent,
  Page,
  type PageContext,
  Posted,
  Recorded,
  Summary,
  withdrawFormId,
} from './reply-page-parts.js';
import { replyWords, type Trouble, troubleText } from './reply-words.js';
import { WithdrawForm } from './withdraw-form.js';

/** When and where the meeting is now, and one button that says that the answer still holds. */
const Confirming = ({ view, response }: { view: FormView; response: Response }) => {
  const { form, language } = view;
  const { meeting } = form;
  const { confirm, joinAt } = replyWords(language);
  return (
    <form className="box note" method="post" action={inLanguage(view.address, view)}>
      <h2>{confirm.heading}</h2>
      <p>
        <b>
          <Moment text={spanText(language, meeting.timeZone, meeting.startsAt, meeting.endsAt)} />
        </b>{' '}
        · {joinAt(textIn(form.invitation.siteName, language))}
      </p>
      <button className="main" name="confirm" value={response.revision}>
        {confirm.act}
      </button>
      <p>{confirm.else}</p>
    </form>
  );
};

const FormPage = ({ view }: { view: FormView }) => {
  const { form, language, mistakes = [], conflict = false, done = false, touched = false, withdrawal } = view;
  const words = replyWords(language);
  const { response } = form.invitation;
  const withdrawing = withdrawal !== undefined && response !== undefined;
  const saying = view.opinions?.typed !== undefined && takesOpinions(form);
  const moment = (instant: string) => momentText(language, form.meeting.timeZone, instant);
  const heading = mistakes.length > 0 ? words.mistakesHeading : done && response ? words.thanks : words.title;
  return (
    <Page
      page={view}
      title={`${heading} – ${textIn(form.meeting.title, language)}`}
      switchBy={touched || withdrawing || saying ? 'button' : 'link'}
      {...(withdrawing && { switchForm: withdrawFormId })}
      {...(saying && { switchForm: opinionFormId })}
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
      {withdrawal?.overtaken === true && (
        <div className="box note" role="alert">
          <h2>{words.conflictHeading}</h2>
          <p>{words.withdraw.overtaken}</p>
        </div>
      )}
      {form.takenBack && (
        <div className="box note" role="status">
          <h2>{words.withdraw.done}</h2>
          <p>
            <Moment text={words.withdraw.since(moment(form.takenBack.at))} />
          </p>
          <p>
            {words.withdraw.reason}: {form.takenBack.reason}
          </p>
        </div>
      )}
      {response && form.invitation.unconfirmed === true && <Confirming view={view} response={response} />}
      {response && (
        <div className={done ? 'box good' : 'box'} role={done ? 'status' : undefined}>
          <h2>{done ? `✓ ${words.thanks}` : words.recorded}</h2>
          <Recorded response={response} seat={form.seat} meeting={form.meeting} language={language} />
          <p>
            <Moment text={words.changeUntil(moment(answersUntilOf(form.meeting)))} />
          </p>
          <p className="screen">{words.keepCopy}</p>
        </div>
      )}
      <Summary form={form} language={language} heading="h1" />
      <Documents form={form} page={view} />
      {response ? (
        <>
          <details open={touched || undefined}>
            <summary>{words.changeHeading}</summary>
            <Form view={view} />
          </details>
          {view.sample === undefined && (
            <WithdrawForm page={view} revision={view.typed.revision} withdrawal={withdrawal} />
          )}
        </>
      ) : (
        <Form view={view} />
      )}
      <Opinions form={form} page={view} sample={view.sample} view={view.opinions} />
      <Contact form={form} page={view} />
    </Page>
  );
};

/** What was typed and could not be sent any more: an answer, or why one was to be withdrawn. */
type Lost = { readonly typed?: Typed; readonly reason?: string };

const ClosedPage = ({
  page,
  form,
  because,
  lost: { typed, reason },
  opinions,
}: {
  page: PageContext;
  form: ReplyForm;
  because: ClosedBecause;
  lost: Lost;
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
      <Contact form={form} page={page} />
      {typed && because === 'deadline-passed' && (
        <NotSent typed={typed} settings={form.meeting.form} language={page.language} />
      )}
      {reason !== undefined && reason.trim() !== '' && because === 'deadline-passed' && (
        <section>
          <h2>{words.notSent}</h2>
          <p className="over">{words.notSentHint}</p>
          <p>
            {words.withdraw.heading}: {reason}
          </p>
        </section>
      )}
      <section>
        <h2>{words.recorded}</h2>
        {response ? (
          <Recorded response={response} seat={form.seat} meeting={form.meeting} language={page.language} />
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

/** What was posted, to be posted once more: where, and what. */
export type Again = { readonly action: string; readonly fields: readonly (readonly [name: string, value: string])[] };
type TroubleView = {
  readonly trouble: Trouble;
  /** What is known of the meeting. */
  readonly form?: ReplyForm | undefined;
  readonly typed?: Typed | undefined;
  readonly again?: Again | undefined;
  readonly waitSeconds?: number | undefined;
};

const TroublePage = ({ page, view }: { page: PageContext; view: TroubleView }) => {
  const { trouble, form, typed, waitSeconds } = view;
  const words = replyWords(page.language);
  const final = trouble === 'no-more-changes';
  const kept = final ? undefined : view.again;
  return (
    <Page page={page} title={words.troubleHeading[trouble]} switchBy={kept ? 'button' : 'link'}>
      <div className="box bad" role="alert" id={kept ? undefined : formId}>
        <h1>{words.troubleHeading[trouble]}</h1>
        <p>{troubleText(trouble, page.language, waitSeconds)}</p>
        {!kept && trouble !== 'bad-link' && (
          <p>
            <a href={inLanguage(page.address, page)}>
              {trouble === 'no-such-file' ? words.title : final ? words.recorded : words.tryAgain}
            </a>
          </p>
        )}
      </div>
      {trouble === 'bad-link' && (
        <p>
          <a href={inLanguage('/r', page)}>{words.codeInstead}</a>
        </p>
      )}
      <Contact form={form} page={page} />
      {final && typed && <NotSent typed={typed} settings={form?.meeting.form} language={page.language} />}
      {kept && (
        <form id={formId} method="post" action={inLanguage(kept.action, page)}>
          <p>{words.keptForYou}</p>
          <Posted fields={kept.fields} />
          <button className="main">{words.tryAgain}</button>
        </form>
      )}
    </Page>
  );
};

const html = (page: ReactNode): string => `<!doctype html>${renderToStaticMarkup(page)}`;
export const formPage = (view: FormView): string => html(<FormPage view={view} />);
/** What is lost is shown, so that it can be copied. */
export const closedPage = (
  page: PageContext,
  form: ReplyForm,
  because: ClosedBecause,
  lost: Lost = {},
  opinions?: OpinionsView,
): string => html(<ClosedPage page={page} form={form} because={because} lost={lost} opinions={opinions} />);
/** What was typed is handed on so that nothing is lost when the office tries again. */
export const troublePage = (page: PageContext, view: TroubleView): string =>
  html(<TroublePage page={page} view={view} />);
