import { renderToStaticMarkup } from 'react-dom/server';
import { type SitePage } from '#contracts';
import { sitePageWordsOf } from '#words';
import { formId, inLanguage, Page, type PageContext, Posted } from '../reply/reply-page-parts.js';
import { barOf, SiteContact } from './site-parts.js';

export type SiteTrouble = keyof ReturnType<typeof sitePageWordsOf>['trouble'];
export type SiteTroubleView = {
  readonly trouble: SiteTrouble;
  readonly seen?: SitePage | undefined;
  /** What was posted, to be posted once more. */
  readonly again?: { readonly action: string; readonly fields: readonly (readonly [string, string])[] } | undefined;
};

const TroublePage = ({ page, view }: { page: PageContext; view: SiteTroubleView }) => {
  const words = sitePageWordsOf(page.language);
  const { heading, text } = words.trouble[view.trouble];
  const { again } = view;
  return (
    <Page page={page} title={heading} own={barOf(page.language)} switchBy={again ? 'button' : 'link'}>
      <div className="box bad" role="alert" id={again ? undefined : formId}>
        <h1>{heading}</h1>
        <p>{text}</p>
        {!again && view.trouble !== 'bad-link' && (
          <p>
            <a href={inLanguage(page.address, page)}>{words.again}</a>
          </p>
        )}
      </div>
      {again && (
        <form id={formId} method="post" action={inLanguage(again.action, page)}>
          <Posted fields={again.fields} />
          <button className="main">{words.again}</button>
        </form>
      )}
      <SiteContact page={page} contact={view.seen?.contact} />
    </Page>
  );
};

/** Says what is wrong and what to do; what was typed is handed on, so that nothing is lost when the site tries again. */
export const siteTroublePage = (page: PageContext, view: SiteTroubleView): string =>
  `<!doctype html>${renderToStaticMarkup(<TroublePage page={page} view={view} />)}`;
