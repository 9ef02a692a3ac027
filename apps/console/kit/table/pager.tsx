import { type Pages } from '../data/use-pages.js';

/** The way to the pages before and after the one that is shown; nothing where there is only one. */
export const Pager = ({
  pages,
  words,
}: {
  pages: Pick<Pages<unknown>, 'next' | 'previous'>;
  words: { readonly next: string; readonly previous: string };
}) =>
  pages.next === undefined && pages.previous === undefined ? null : (
    <p className="actions">
      <button type="button" className="quiet" disabled={pages.previous === undefined} onClick={pages.previous}>
        {words.previous}
      </button>
      <button type="button" className="quiet" disabled={pages.next === undefined} onClick={pages.next}>
        {words.next}
      </button>
    </p>
  );
