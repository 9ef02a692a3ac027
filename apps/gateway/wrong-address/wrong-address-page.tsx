import { renderToStaticMarkup } from 'react-dom/server';
import { type GetWrongAddress, type ReturnOf } from '#contracts';
import { textIn, wrongAddressWordsOf } from '#words';
import { Contact, formId, inLanguage, Page, type PageContext } from '../reply/reply-page-parts.js';

type Told = ReturnOf<typeof GetWrongAddress>;

const WrongAddressPage = ({ page, told: { meeting, office, said } }: { page: PageContext; told: Told }) => {
  const words = wrongAddressWordsOf(page.language);
  return (
    <Page page={page} title={words.title} switchBy="link">
      {said ? (
        <div className="box good" role="status" id={formId}>
          <h1>{words.done}</h1>
          <p>{words.doneHint}</p>
        </div>
      ) : (
        <form id={formId} method="post" action={inLanguage(page.address, page)}>
          <h1>{words.title}</h1>
          <p>{words.about(textIn(meeting.title, page.language), textIn(office, page.language))}</p>
          <p>{words.will}</p>
          <button className="main">{words.press}</button>
        </form>
      )}
      <Contact form={{ meeting }} page={page} />
    </Page>
  );
};

/** Where whoever got a mail says that it is not for them: a page with one button, and after it whom to ring. */
export const wrongAddressPage = (page: PageContext, told: Told): string =>
  `<!doctype html>${renderToStaticMarkup(<WrongAddressPage page={page} told={told} />)}`;
