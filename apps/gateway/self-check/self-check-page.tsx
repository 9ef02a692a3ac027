import { renderToStaticMarkup } from 'react-dom/server';
import { type SitePage } from '#contracts';
import { selfCheckWordsOf, textIn } from '#words';
import { formId, inLanguage, Page, type PageContext } from '../reply/reply-page-parts.js';
import { barOf, SiteContact } from '../site/site-parts.js';
import { selfCheckStyle } from './self-check-headers.js';

type View = {
  readonly seen: SitePage;
  /** The site's first page. */
  readonly back: string;
  /** Where the program is; nothing where it was not built. */
  readonly script: string | undefined;
};

const Unseen = ({ words }: { words: ReturnType<typeof selfCheckWordsOf> }) => (
  <section>
    <h2>{words.unseen}</h2>
    <ul>
      {words.unseenList.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
    <p>
      <b>{words.unseenSo}</b>
    </p>
  </section>
);

/** Without script it says what to do instead: the program puts its button where that stands. */
const Check = ({ page, view: { script } }: { page: PageContext; view: View }) => {
  const words = selfCheckWordsOf(page.language);
  return (
    <section>
      <h2>{words.before}</h2>
      <ul>
        {words.prepare.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      <div id="self-check" data-address={page.address} data-words={JSON.stringify(words.running)}>
        <div className="box note">
          <h2>{words.noScript}</h2>
          <p>{words.noScriptHint}</p>
        </div>
      </div>
      {script !== undefined && <script type="module" src={script} />}
    </section>
  );
};

const SelfCheckPage = ({ page, view }: { page: PageContext; view: View }) => {
  const words = selfCheckWordsOf(page.language);
  const { seen, back } = view;
  return (
    <Page page={page} title={words.title} own={{ title: barOf(page.language).title, skip: words.skip }} switchBy="link">
      <style dangerouslySetInnerHTML={{ __html: selfCheckStyle }} />
      <section id={formId}>
        <p className="over">
          {words.at(textIn(seen.siteName, page.language), textIn(seen.meeting.title, page.language))}
        </p>
        <h1>{words.title}</h1>
        <p>{seen.closedBecause === undefined ? words.intro : words.closed}</p>
      </section>
      {seen.closedBecause === undefined && <Check page={page} view={view} />}
      <Unseen words={words} />
      <p className="screen">
        <a href={inLanguage(back, page)}>{words.back}</a>
      </p>
      <SiteContact page={page} contact={seen.contact} />
    </Page>
  );
};

/** Where a site tries its devices and its line by itself. */
export const selfCheckPage = (page: PageContext, view: View): string =>
  `<!doctype html>${renderToStaticMarkup(<SelfCheckPage page={page} view={view} />)}`;
