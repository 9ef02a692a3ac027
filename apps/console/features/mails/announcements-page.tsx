import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Announcement, ListAnnouncementOffices, ListAnnouncements, mayAsk, WriteAnnouncement } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useStaffNames } from '../../kit/data/use-staff-names.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { languages } from '#words';
import { AnnouncementActs } from './announcement-acts.js';
import { AnnouncementOffices } from './announcement-offices.js';
import { countedBy, outcomes } from './outcomes.js';
import '../../kit/one-mail.css';
import './mails.css';

const everyMs = 5_000;

/** How far the mails of one are. */
const Progress = ({ announcement: { planned, byState } }: { readonly announcement: Announcement }) => {
  const words = useMailsWords('announcements');
  const counts = useMailsWords('counts');
  if (planned === undefined) return <p role="status">{words.planning}</p>;
  const counted = countedBy(byState);
  const said = outcomes.filter((each) => counted[each] > 0).map((each) => `${counts.outcomes[each]} ${counted[each]}`);
  return <p role="status">{[words.planned(planned), ...said].join(' · ')}</p>;
};

const Steps = ({ announcement: { written, released, withdrawn } }: { readonly announcement: Announcement }) => {
  const { meeting } = useMeeting();
  const words = useMailsWords('announcements');
  const { moment } = useReader();
  const nameOf = useStaffNames();
  const at = (instant: string) => moment(instant, meeting.timeZone);
  return (
    <ul>
      <li>{words.written(at(written.at), nameOf(written.by))}</li>
      {released !== undefined && <li>{words.released(at(released.at), nameOf(released.by))}</li>}
      {withdrawn !== undefined && (
        <li>
          {words.withdrawn(at(withdrawn.at), nameOf(withdrawn.by))} · {withdrawn.reason}
        </li>
      )}
    </ul>
  );
};

const One = ({ announcement }: { readonly announcement: Announcement }) => {
  const { staff } = useMeeting();
  const words = useMailsWords('announcements');
  const [shown, setShown] = useState(false);
  const { announcementId, number, state, offices, words: said } = announcement;
  const inLanguages = languages.flatMap((language) => {
    const text = said[language];
    return text === undefined ? [] : [{ language, ...text }];
  });
  return (
    <article className="one-mail" aria-labelledby={`${announcementId}-title`}>
      <h2 id={`${announcementId}-title`}>
        {words.number(number)} · {inLanguages[0]?.subject}
      </h2>
      <p>
        <b>{words.states[state]}</b> · {words.offices(offices)}
      </p>
      {state === 'released' && <Progress announcement={announcement} />}
      <Steps announcement={announcement} />
      <details open={state === 'waiting'}>
        <summary>{words.text}</summary>
        {inLanguages.map(({ language, subject, text }) => (
          <div key={language} lang={language}>
            <p>
              <b>{subject}</b>
            </p>
            <div className="text">{text}</div>
          </div>
        ))}
      </details>
      {mayAsk(ListAnnouncementOffices, staff) && (
        <button type="button" className="quiet" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? words.hideOffices : words.showOffices}
        </button>
      )}
      {shown && <AnnouncementOffices announcementId={announcementId} />}
      <AnnouncementActs announcement={announcement} />
    </article>
  );
};

/** What offices were told by announcements, how far each is, and which wait for a second person. */
export const AnnouncementsPage = () => {
  const { meeting, staff } = useMeeting();
  const words = useMailsWords('announcements');
  const { value, problem, reload } = useAnswer(ListAnnouncements, { meetingId: meeting.id }, { everyMs });
  return (
    <>
      <p>{words.hint}</p>
      {mayAsk(WriteAnnouncement, staff) && (
        <p>
          <Link to={`/meetings/${meeting.id}/announcements/new`}>{words.write}</Link>
        </p>
      )}
      <Notice problem={problem} retry={reload} />
      {value === undefined && problem === undefined && <Loading />}
      {value?.items.length === 0 && <Empty>{words.none}</Empty>}
      {value?.items.map((announcement) => (
        <One key={announcement.announcementId} announcement={announcement} />
      ))}
    </>
  );
};
