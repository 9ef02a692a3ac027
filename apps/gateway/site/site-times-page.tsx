import { renderToStaticMarkup } from 'react-dom/server';
import { type ListSiteTimes, type ReturnOf, type SitePage } from '#contracts';
import { sitePageWordsOf, spanText } from '#words';
import { formId, inLanguage, Moment, Page, type PageContext } from '../reply/reply-page-parts.js';
import { barOf, Back, SiteContact } from './site-parts.js';

export type TimesView = {
  readonly seen: SitePage;
  readonly times: ReturnOf<typeof ListSiteTimes>['items'];
  /** Why what was chosen was not taken. */
  readonly refused?: string | undefined;
};

const TimesPage = ({ page, first, view }: { page: PageContext; first: string; view: TimesView }) => {
  const words = sitePageWordsOf(page.language);
  const { seen, times, refused } = view;
  const { appointment } = seen;
  const span = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
    spanText(page.language, seen.meeting.timeZone, startsAt, endsAt);
  return (
    <Page page={page} title={words.times.heading} own={barOf(page.language)} switchBy="link">
      {refused !== undefined && (
        <div className="box bad" role="alert">
          <h2>{words.times.refused}</h2>
          <p>{refused}</p>
        </div>
      )}
      <form id={formId} method="post" action={inLanguage(page.address, page)}>
        <h1>{words.times.heading}</h1>
        {appointment?.state === 'booked' && (
          <>
            <p>
              {words.times.now}: <Moment text={span(appointment)} />
            </p>
            <input type="hidden" name="checkId" value={appointment.checkId} />
            <input type="hidden" name="revision" value={appointment.revision} />
          </>
        )}
        {times.length === 0 ? (
          <p>{words.times.none}</p>
        ) : (
          <>
            <fieldset>
              <legend>{words.times.choose}</legend>
              {times.map((each) => (
                <label className="choice" key={each.startsAt}>
                  <input type="radio" name="startsAt" value={each.startsAt} required />
                  <Moment text={span(each)} />
                </label>
              ))}
            </fieldset>
            <button className="main">{words.times.act}</button>
          </>
        )}
      </form>
      <Back page={page} first={first} />
      <SiteContact page={page} contact={seen.contact} />
    </Page>
  );
};

/** The free times that a site may take. */
export const siteTimesPage = (page: PageContext, first: string, view: TimesView): string =>
  `<!doctype html>${renderToStaticMarkup(<TimesPage page={page} first={first} view={view} />)}`;
