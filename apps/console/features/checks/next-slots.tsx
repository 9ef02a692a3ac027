import { useState } from 'react';
import { BookCheck, ListChecks, ListFreePlaces, ListReadiness } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';

/** The next free slots of a site that must be checked again, each booked by one press. */
export const NextSlots = ({ siteId }: { siteId: string }) => {
  const { meeting } = useMeeting();
  const { shortMoment } = useReader();
  const words = useChecksWords('nextSlots');
  const { value, problem, reload } = useAnswer(ListFreePlaces, { meetingId: meeting.id, siteId }, { anew: true });
  const booking = useCommand(BookCheck, { makesStale: [ListFreePlaces, ListChecks, ListReadiness] });
  const [booked, setBooked] = useState<string>();
  const book = async (startsAt: string) => {
    const outcome = await booking.send({ meetingId: meeting.id, siteId, startsAt });
    if (!hasFailed(outcome)) setBooked(outcome.startsAt);
  };
  if (booked !== undefined)
    return <output className="done">{words.booked(shortMoment(booked, meeting.timeZone))}</output>;
  return (
    <section className="next-slots" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className="hint">{words.hint}</p>
      <Notice problem={booking.problem ?? problem} retry={booking.problem === undefined ? reload : undefined} />
      {value === undefined && problem === undefined && <Loading />}
      {value?.items.length === 0 && <Empty>{words.none}</Empty>}
      <div className="actions">
        {value?.items.map(({ startsAt }) => (
          <button key={startsAt} type="button" disabled={booking.busy} onClick={() => void book(startsAt)}>
            {words.book(shortMoment(startsAt, meeting.timeZone))}
          </button>
        ))}
      </div>
    </section>
  );
};
