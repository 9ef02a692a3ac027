import { type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { asksOpinions, mostOfGiver, mostOfOpinion, mostOpinions, type OwnOpinion, type ReplyForm } from '#contracts';
import { momentText, problemText, textIn, wordsOf } from '#words';
import {
  newOpinionId,
  type OpinionField,
  type OpinionMistake,
  type OpinionsView,
  shownOpinions,
  takesOpinions,
  type TypedOpinion,
} from './reply-opinion-form.js';
import { Contact, Moment, Page, type PageContext } from './reply-page-parts.js';
import { replyWords } from './reply-words.js';

type Of = { readonly form: ReplyForm; readonly page: PageContext };
/** `sample`: the page is only looked at by whoever makes its form, which goes with it. */
type ViewOf = Of & { readonly view: OpinionsView; readonly sample: string | undefined };
/** What its links and a redirect lead to. */
export const opinionsId = 'opinions';
export const opinionFormId = 'opinion';
const addressOf = ({ address, language }: PageContext, rest = ''): string =>
  `${address}/opinions${rest}?lang=${language}`;

const mistakeText = ({ field, code }: OpinionMistake, { language }: PageContext): string => {
  const { opinions, mistakes, mistake } = replyWords(language);
  if (code === 'missing' && field === 'text') return opinions.missing;
  if (code === 'too-long') return mistakes['too-long'];
  const { problem, remedy } = problemText({ code }, language);
  return mistake(opinions[field], problem, remedy);
};

const Giving = ({ form, page, sample, view: { typed, mistakes = [] } }: ViewOf) => {
  const words = replyWords(page.language);
  const { opinions } = words;
  const { id, text, givenBy }: TypedOpinion = typed ?? { id: newOpinionId(), text: '', givenBy: '' };
  const marks = (field: OpinionField, hint?: string) => {
    const wrong = mistakes.find((each) => each.field === field);
    const described = [wrong && `wrong-opinion-${field}`, hint].filter((each) => each).join(' ');
    return {
      name: field,
      id: `opinion-${field}`,
      ...(wrong && { 'aria-invalid': true }),
      ...(described !== '' && { 'aria-describedby': described }),
      // Where something is wrong the reader goes on there.
      ...(wrong && wrong === mistakes[0] && { autoFocus: true }),
    };
  };
  const Wrong = ({ field }: { field: OpinionField }) => {
    const wrong = mistakes.find((each) => each.field === field);
    return wrong ? (
      <span className="wrong" id={`wrong-opinion-${field}`}>
        {mistakeText(wrong, page)}
      </span>
    ) : null;
  };
  const action = sample === undefined ? addressOf(page) : `${page.address}?lang=${page.language}`;
  const fields = (
    <form id={opinionFormId} className="said" method="post" action={`${action}#${opinionsId}`} noValidate>
      {sample !== undefined && <input type="hidden" name="form" value={sample} />}
      <input type="hidden" name="opinion" value={id} />
      <label>
        <span>{opinions.text}</span>
        <textarea {...marks('text', 'opinion-hint')} rows={5} maxLength={mostOfOpinion} defaultValue={text} />
        <Wrong field="text" />
      </label>
      <p className="hint" id="opinion-hint">
        {opinions.textHint(mostOfOpinion)}
      </p>
      <label>
        <span>
          {opinions.givenBy}
          <em> ({words.optional})</em>
        </span>
        <input type="text" {...marks('givenBy')} maxLength={mostOfGiver} defaultValue={givenBy} autoComplete="name" />
        <Wrong field="givenBy" />
      </label>
      <button className="plain">{opinions.send}</button>
    </form>
  );
  // While the reply is still to be given, that comes first.
  return form.open && form.invitation.response === undefined && typed === undefined ? (
    <details>
      <summary>{opinions.give}</summary>
      {fields}
    </details>
  ) : (
    fields
  );
};

const HowItCame = ({ opinion, form, page }: Of & { opinion: OwnOpinion }) => (
  <span className="small">
    {opinion.givenBy !== undefined && `${opinion.givenBy} · `}
    <Moment text={momentText(page.language, form.meeting.timeZone, opinion.givenAt)} />{' '}
    {wordsOf(page.language).names.byChannel[opinion.channel]}
  </span>
);

const Said = ({ form, page, sample }: Of & Pick<ViewOf, 'sample'>) => {
  const { opinions } = replyWords(page.language);
  const { given, open } = form.opinions;
  if (given.length === 0) return null;
  return (
    <>
      <h3>{opinions.given}</h3>
      <ol>
        {shownOpinions(given).map((each) => (
          <li key={each.id}>
            <span className="lines">{each.text}</span>
            <br />
            <HowItCame opinion={each} form={form} page={page} />
            {(open || each.cut) && sample === undefined && (
              <>
                <br />
                <a href={addressOf(page, `/${each.id}`)}>{open ? opinions.whole : opinions.wholeOnly}</a>
              </>
            )}
          </li>
        ))}
      </ol>
    </>
  );
};

/** What could not be sent any more, as text that can be copied. */
const NotTaken = ({ typed, page }: { typed: TypedOpinion; page: PageContext }) => (
  <>
    <p>{replyWords(page.language).opinions.closed}</p>
    <p className="lines">{typed.text}</p>
  </>
);

/** What the office thinks: what it has said, and where it says more, apart from its reply. Nothing where nothing is asked and nothing was said. */
export const Opinions = ({
  form,
  page,
  sample,
  view = {},
}: Of & { readonly view?: OpinionsView | undefined; readonly sample?: string | undefined }) => {
  const { opinions } = replyWords(page.language);
  const { given, open } = form.opinions;
  const { done, refused, typed } = view;
  const takes = takesOpinions(form);
  if (!takes && given.length === 0 && typed === undefined) return null;
  const isFull = open && asksOpinions(form.meeting.form) && given.length >= mostOpinions;
  return (
    <section id={opinionsId}>
      <h2>{opinions.title}</h2>
      {done && (
        <p className="box good" role="status" tabIndex={-1} autoFocus>
          ✓ {done === 'given' ? opinions.thanks : opinions.withdrawn}
        </p>
      )}
      {refused === 'other' && (
        <p className="box note" role="alert">
          {opinions.other}
        </p>
      )}
      {typed !== undefined && !takes && <NotTaken typed={typed} page={page} />}
      {(isFull || refused === 'full') && <p>{opinions.full(mostOpinions)}</p>}
      <Said form={form} page={page} sample={sample} />
      {takes && (
        <>
          <p className="hint">
            {opinions.hint}
            {form.open && ` · ${opinions.apart}`}
          </p>
          <Giving form={form} page={page} sample={sample} view={view} />
        </>
      )}
    </section>
  );
};

const OnePage = ({ form, page, opinion }: Of & { opinion: OwnOpinion | undefined }) => {
  const { opinions } = replyWords(page.language);
  const title = opinion === undefined ? opinions.gone : opinions.title;
  const here = opinion === undefined ? page : { ...page, address: `${page.address}/opinions/${opinion.id}` };
  return (
    <Page page={here} title={`${title} – ${textIn(form.meeting.title, page.language)}`} switchBy="link">
      <section id="reply">
        <h1>{title}</h1>
        {opinion && (
          <>
            <p className="lines">{opinion.text}</p>
            <HowItCame opinion={opinion} form={form} page={page} />
          </>
        )}
      </section>
      {opinion && form.opinions.open && (
        <form method="post" action={addressOf(page, `/${opinion.id}`)}>
          <p>{opinions.withdrawWill}</p>
          <button className="plain">{opinions.withdraw}</button>
        </form>
      )}
      <p>
        <a href={`${page.address}?lang=${page.language}#${opinionsId}`}>{opinions.back}</a>
      </p>
      <Contact form={form} page={page} />
    </Page>
  );
};

const html = (page: ReactNode): string => `<!doctype html>${renderToStaticMarkup(page)}`;
/** One opinion, whole, where it can be withdrawn; or that it is not there any more. */
export const opinionPage = (page: PageContext, form: ReplyForm, opinion: OwnOpinion | undefined): string =>
  html(<OnePage page={page} form={form} opinion={opinion} />);
