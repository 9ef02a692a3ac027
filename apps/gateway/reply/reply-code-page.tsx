import { renderToStaticMarkup } from 'react-dom/server';
import { Contact, formId, inLanguage, Page, type PageContext } from './reply-page-parts.js';
import { replyWords, troubleText } from './reply-words.js';

export type CodeTrouble = 'wrong' | 'unknown' | 'too-many' | 'unavailable';
type View = {
  readonly typed?: string | undefined;
  readonly trouble?: CodeTrouble | undefined;
  readonly waitSeconds?: number | undefined;
};

const CodePage = ({ page, view: { typed, trouble, waitSeconds } }: { page: PageContext; view: View }) => {
  const words = replyWords(page.language);
  const said = (which: CodeTrouble): string => {
    if (which === 'wrong') return words.codeWrong;
    return which === 'unknown' ? words.codeUnknown : troubleText(which, page.language, waitSeconds);
  };
  const isWrong = trouble === 'wrong' || trouble === 'unknown';
  return (
    <Page page={page} title={words.codeTitle} switchBy="link">
      {trouble !== undefined && (
        <div className="box bad" role="alert" id="wrong">
          <p>{said(trouble)}</p>
        </div>
      )}
      <form id={formId} method="post" action={inLanguage(page.address, page)}>
        <h1>{words.codeTitle}</h1>
        <p>
          <label htmlFor="code">
            <b>{words.codeLabel}</b>
          </label>
        </p>
        <p>
          <input
            type="text"
            id="code"
            name="code"
            defaultValue={typed}
            maxLength={60}
            required
            autoFocus
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-describedby={isWrong ? 'wrong hint' : 'hint'}
            aria-invalid={isWrong || undefined}
          />
        </p>
        <p className="hint" id="hint">
          {words.codeHint}
        </p>
        <button className="main">{words.codeOpen}</button>
      </form>
      <Contact form={undefined} page={page} />
    </Page>
  );
};

/** The page on which the code is typed that stands on a letter. */
export const codePage = (page: PageContext, view: View): string =>
  `<!doctype html>${renderToStaticMarkup(<CodePage page={page} view={view} />)}`;
