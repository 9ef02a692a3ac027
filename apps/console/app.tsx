import { useEffect, useMemo, useState } from 'react';
import type { Meeting, Staff } from '#contracts';
import { Board } from './board/board.js';
import { Checks } from './checks/checks.js';
import { Desk } from './desk/desk.js';
import { CallList } from './offices/call-list.js';
import { Silent } from './offices/silent.js';
import { ask, sessionBegun, sessionEnded } from './page/api.js';
import { Notice } from './page/notice.js';
import { addressOf, type PageName, type Place, usePlace } from './page/place.js';
import { ReaderContext, readerOf, useReader } from './page/reader.js';
import { mayPlanChecks, mayTakeBack, pagesFor } from './page/rights.js';
import { useAnswer } from './page/use-answer.js';
import { type Tongue } from './page/words.js';
import { SignIn } from './session/sign-in.js';

const MeetingPages = ({ meeting, page, staff }: { meeting: Meeting; page: PageName; staff: Staff }) => {
  const { words, named, dated } = useReader();
  return (
    <>
      <div className="meeting">
        <h1>{named(meeting.title)}</h1>
        <p>
          {words.meetingAt} {dated(meeting.startsAt, meeting.timeZone)} · {words.replyBy} {dated(meeting.replyBy, meeting.timeZone)}
        </p>
      </div>
      <nav aria-label={words.pages}>
        {pagesFor(staff).map((each) => (
          <a key={each} href={addressOf(meeting.id, each)} aria-current={each === page ? 'page' : undefined}>
            {words[each]}
          </a>
        ))}
      </nav>
      {page === 'board' && <Board meeting={meeting} />}
      {page === 'silent' && <Silent meeting={meeting} />}
      {page === 'desk' && <Desk meeting={meeting} mayTakeBack={mayTakeBack(staff)} />}
      {page === 'callList' && <CallList meeting={meeting} />}
      {page === 'checks' && <Checks meeting={meeting} mayPlan={mayPlanChecks(staff)} />}
    </>
  );
};

const Meetings = ({ staff, place }: { staff: Staff; place: Place }) => {
  const { words, named } = useReader();
  const { value, problem } = useAnswer<{ items: Meeting[] }>('/meetings');
  const [start] = pagesFor(staff);
  const page = pagesFor(staff).find((each) => each === place.page) ?? start;
  const meeting = value?.items.find((each) => each.id === place.meetingId) ?? value?.items[0];
  const address = meeting === undefined || page === undefined ? undefined : addressOf(meeting.id, page);
  // What is shown is what the address says, also where it said nothing or something that is not there.
  useEffect(() => {
    if (address !== undefined && address !== location.hash) history.replaceState(null, '', address);
  }, [address]);
  if (problem !== undefined) return <Notice problem={problem} />;
  if (value === undefined) return <p>{words.loading}</p>;
  if (meeting === undefined) return <p>{words.noMeeting}</p>;
  if (page === undefined) return <p>{words.noRight}</p>;
  return (
    <>
      {value.items.length > 1 && (
        <label className="which">
          {words.whichMeeting}
          <select value={meeting.id} onChange={(event) => void (location.hash = addressOf(event.target.value, page))}>
            {value.items.map((each) => (
              <option key={each.id} value={each.id}>
                {named(each.title)}
              </option>
            ))}
          </select>
        </label>
      )}
      <MeetingPages key={meeting.id} meeting={meeting} page={page} staff={staff} />
    </>
  );
};

/**
 * Who is signed in: `undefined` until the server has said, `null` for nobody. `ended` while the session of the one who was is
 * over: the page stays as it is, with what was typed, until that person has signed in again.
 */
const useSession = (tongue: Tongue) => {
  const [staff, setStaff] = useState<Staff | null>();
  const [ended, setEnded] = useState(false);
  useEffect(() => {
    const end = () => setEnded(true);
    addEventListener(sessionEnded, end);
    ask<{ staff: Staff }>(tongue, '/session').then(
      (answer) => setStaff(answer.staff),
      () => setStaff(null),
    );
    return () => removeEventListener(sessionEnded, end);
    // Who is signed in does not hang on the language.
  }, []);
  const begin = (begun: Staff) => {
    setEnded(false);
    setStaff(begun);
    dispatchEvent(new Event(sessionBegun));
  };
  return { staff, ended: ended && staff !== null && staff !== undefined, begin, leave: () => (setEnded(false), setStaff(null)) };
};

export const App = () => {
  const [tongue, setTongue] = useState<Tongue>(localStorage.getItem('language') === 'en' ? 'en' : 'th');
  const reader = useMemo(() => readerOf(tongue), [tongue]);
  const { staff, ended, begin, leave } = useSession(tongue);
  const place = usePlace();
  useEffect(() => {
    document.documentElement.lang = tongue;
    localStorage.setItem('language', tongue);
  }, [tongue]);
  const signOut = async () => {
    // Whatever the server says, the person wants to be gone.
    await ask(tongue, '/session', { method: 'DELETE' }).catch(() => undefined);
    leave();
  };
  const { words } = reader;
  const signedIn = staff !== null && staff !== undefined;
  return (
    <ReaderContext value={reader}>
      <header>
        <b>{words.product}</b>
        <span>{staff?.name}</span>
        <button className="quiet" lang={tongue === 'th' ? 'en' : 'th'} onClick={() => setTongue(tongue === 'th' ? 'en' : 'th')}>
          {words.otherLanguage}
        </button>
        {signedIn && (
          <button className="quiet" onClick={() => void signOut()}>
            {words.signOut}
          </button>
        )}
      </header>
      <main>
        {staff === undefined && <p>{words.loading}</p>}
        {(staff === null || ended) && <SignIn onSignedIn={begin} because={ended ? words.sessionEnded : undefined} />}
        {signedIn && (
          <div hidden={ended}>
            <Meetings key={staff.id} staff={staff} place={place} />
          </div>
        )}
      </main>
    </ReaderContext>
  );
};
