import { PreviewHoliday } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';

/** Which mails would leave at another time if a day were off, or were not. */
export const MovedMails = ({ day, off }: { day: string; off: boolean }) => {
  const words = useDirectoryWords('holidays');
  const { names, named, shortMoment } = useReader();
  const { value, problem, reload } = useAnswer(PreviewHoliday, { day, off }, { anew: true });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  if (value.items.length === 0) return <p className="hint">{words.movesNothing}</p>;
  return (
    <>
      <p>{words.moves}</p>
      <ul>
        {value.items.map(({ meetingId, title, timeZone, kind, before, after }) => {
          const said = (instant: string | undefined): string =>
            instant === undefined ? words.notSent : shortMoment(instant, timeZone);
          return (
            <li key={`${meetingId} ${kind} ${before ?? ''} ${after ?? ''}`}>
              {named(title)} · {names.deliveryKinds[kind]}: {said(before)} → {said(after)}
            </li>
          );
        })}
      </ul>
    </>
  );
};
