import { renderToStaticMarkup } from 'react-dom/server';
import { type ReplyForm, type ResponseContent } from '#contracts';
import { textIn } from '#words';
import { postedOf, type Typed } from './reply-form.js';
import { Contact, formId, Page, type PageContext, Posted, Said, Summary } from './reply-page-parts.js';
import { replyWords } from './reply-words.js';

export type ReviewView = PageContext & {
  readonly form: ReplyForm;
  readonly typed: Typed;
  readonly content: ResponseContent;
  /** The page is only looked at by whoever makes its form, which goes with it. */
  readonly sample?: string;
};

/** What will be recorded when it is sent, and nothing is before. What was typed goes along, also what this answer leaves out. */
const ReviewPage = ({ view }: { view: ReviewView }) => {
  const { form, typed, content, language, sample } = view;
  const words = replyWords(language);
  return (
    <Page page={view} title={`${words.review.heading} – ${textIn(form.meeting.title, language)}`} switchBy="button">
      <div className="box note">
        <h1>{words.review.heading}</h1>
        <p>{words.review.hint}</p>
      </div>
      <form id={formId} method="post" action={`${view.address}?lang=${language}`}>
        <Said said={content} meeting={form.meeting} language={language} />
        <Posted
          fields={[...postedOf(typed), ['at', 'review'], ...(sample === undefined ? [] : [['form', sample] as const])]}
        />
        <button className="main">{form.invitation.response ? words.sendChange : words.send}</button>
        <p>
          <button className="plain" name="edit" value="1" formAction={`${view.address}?lang=${language}#${formId}`}>
            {words.review.edit}
          </button>
        </p>
      </form>
      <Summary form={form} language={language} heading="h2" />
      <Contact form={form} page={view} />
    </Page>
  );
};

/** What is about to be sent, to be looked over, printed and shown to whoever decides. */
export const reviewPage = (view: ReviewView): string =>
  `<!doctype html>${renderToStaticMarkup(<ReviewPage view={view} />)}`;
