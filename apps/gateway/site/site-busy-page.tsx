import { renderToStaticMarkup } from 'react-dom/server';
import { type SitePage } from '#contracts';
import { type Language, readWallTime, sitePageWordsOf, spanText, wordsOf } from '#words';
import { formId, inLanguage, Moment, Page, type PageContext } from '../reply/reply-page-parts.js';
import { Back, barOf, SiteContact } from './site-parts.js';
import { type FormState, Line, Mistakes } from './site-inputs.js';
import { filled, type Mistake, type Typed, typedIn } from './site-typed.js';

const names = ['from-day', 'from-time', 'to-day', 'to-time', 'why'];
export const typedBusy = (body: unknown): Typed => typedIn(body, names);

type Read = { readonly busy: { readonly from: string; readonly to: string; readonly why?: string } };

/** The span that was typed, on the clocks of the meeting's zone and in either era; an end without a day is of the same day. */
export const busyIn = (typed: Typed, timeZone: string, language: Language): Read | { readonly mistakes: Mistake[] } => {
  const { mistakes: said } = wordsOf(language).console.time;
  const words = sitePageWordsOf(language).busy;
  const { 'from-day': fromDay = '', 'from-time': fromTime = '', 'to-time': toTime = '', why } = typed;
  const toDay = typed['to-day'] === undefined || typed['to-day'] === '' ? fromDay : typed['to-day'];
  const [from, to] = [readWallTime(fromDay, fromTime, timeZone), readWallTime(toDay, toTime, timeZone)];
  const mistakes = [
    ...('mistake' in from ? [{ field: `from-${from.field}`, text: said[from.mistake] }] : []),
    ...('mistake' in to ? [{ field: `to-${to.field}`, text: said[to.mistake] }] : []),
  ];
  if ('mistake' in from || 'mistake' in to) return { mistakes };
  if (to.instant <= from.instant) return { mistakes: [{ field: 'to-time', text: words.endsBefore }] };
  return { busy: { from: from.instant, to: to.instant, ...filled({ why }) } };
};

type View = FormState & { readonly seen: SitePage };

const BusyPage = ({ page, first, view }: { page: PageContext; first: string; view: View }) => {
  const words = sitePageWordsOf(page.language);
  const { busy } = words;
  const { dayExample, timeExample } = wordsOf(page.language).console.time;
  const { seen } = view;
  return (
    <Page page={page} title={busy.heading} own={barOf(page.language)} switchBy="button">
      <Mistakes heading={words.mistakes} mistakes={view.mistakes} />
      <form id={formId} method="post" action={inLanguage(page.address, page)} noValidate>
        <h1>{busy.heading}</h1>
        <p>{busy.hint}</p>
        <Line name="from-day" label={busy.fromDay} state={view} hint={dayExample} max={40} />
        <Line name="from-time" label={busy.fromTime} state={view} hint={timeExample} max={20} />
        <Line name="to-day" label={busy.toDay} state={view} hint={busy.sameDay} max={40} />
        <Line name="to-time" label={busy.toTime} state={view} hint={timeExample} max={20} />
        <Line name="why" label={busy.why} state={view} />
        <button className="main">{busy.act}</button>
      </form>
      {seen.dossier.busy.length > 0 && (
        <section>
          <h2>{busy.known}</h2>
          <ul>
            {seen.dossier.busy.map(({ from, to, why }, index) => (
              <li key={index}>
                <Moment text={spanText(page.language, seen.meeting.timeZone, from, to)} />
                {why !== undefined && ` · ${why}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Back page={page} first={first} />
      <SiteContact page={page} contact={seen.contact} />
    </Page>
  );
};

/** Where a site says when it is not to be had. */
export const siteBusyPage = (page: PageContext, first: string, view: View): string =>
  `<!doctype html>${renderToStaticMarkup(<BusyPage page={page} first={first} view={view} />)}`;
