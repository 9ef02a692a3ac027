import { type ReactNode, Suspense } from 'react';
import { Empty, Loading } from '../kit/notice.js';
import { useMeeting } from '../kit/meeting-context.js';
import { useReader, useWords } from '../kit/reader.js';
import { Heading } from './heading.js';
import { type Page, pagesOf } from './pages.js';

export const PageFrame = ({ page, children }: { page: Page; children: ReactNode }) => {
  const { meeting, staff } = useMeeting();
  const { named } = useReader();
  const words = useWords('shell');
  const { title } = useWords(page.words);
  const isOpenLater = pagesOf(staff, undefined).includes(page);
  return (
    <>
      <Heading title={title} of={`${title} · ${named(meeting.title)} · ${words.product}`} />
      {pagesOf(staff, meeting).includes(page) ? (
        <Suspense fallback={<Loading />}>{children}</Suspense>
      ) : (
        <Empty>{isOpenLater ? words.pageOpensLater : words.pageClosed}</Empty>
      )}
    </>
  );
};
