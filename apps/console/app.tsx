import { useEffect, useMemo, useState } from 'react';
import type { Meeting, Staff } from '#contracts';
import { Board } from './board/board.js';
import { Checks } from './checks/checks.js';
import { Desk } from './desk/desk.js';
import { CallList } from './offices/call-list.js';
import { Silent } from './offices/silent.js';
import { ask } from './page/api.js';
import { Notice } from './page/notice.js';
import { ReaderContext, readerOf, useReader } from './page/reader.js';
import { useAnswer } from './page/use-answer.js';
import { type Tongue } from './page/words.js';
import { SignIn } from './session/sign-in.js';

const pages = ['board', 'silent', 'desk', 'callList', 'checks'] as const;
type Page = (typeof pages)[number];
const pageOf = (hash: string): Page => pages.find((each) => `#${each}` === hash) ?? 'board';

const usePage = (): Page => {
  const [page, setPage] = useState(pageOf(location.hash));
  useEffect(() => {
    const follow = () => setPage(pageOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return page;
};

const MeetingPages = ({ meeting }: { meeting: Meeting }) => {
  const { words, named, dated } = useReader();
  const page = usePage();
  return (
    <>
      <div className="meeting">
        <h1>{named(meeting.title)}</h1>
        <p>
          {words.meetingAt} {dated(meeting.startsAt, meeting.timeZone)} · {words.replyBy} {dated(meeting.replyBy, meeting.timeZone)}
        </p>
      </div>
      <nav>
        {pages.map((each) => (
          <a key={each} href={`#${each}`} aria-current={each === page ? 'page' : undefined}>
            {words[each]}
          </a>
        ))}
      </nav>
      <main>
        {page === 'board' && <Board meeting={meeting} />}
        {page === 'silent' && <Silent meeting={meeting} />}
        {page === 'desk' && <Desk meeting={meeting} />}
        {page === 'callList' && <CallList meeting={meeting} />}
        {page === 'checks' && <Checks meeting={meeting} />}
      </main>
    </>
  );
};

const Meetings = () => {
  const { words, named } = useReader();
  const { value, problem } = useAnswer<{ items: Meeting[] }>('/meetings');
  const [chosen, setChosen] = useState<string>();
  if (problem !== undefined) return <Notice problem={problem} />;
  if (value === undefined) return <p>{words.loading}</p>;
  const meeting = value.items.find((each) => each.id === chosen) ?? value.items[0];
  if (meeting === undefined) return <p>{words.noMeeting}</p>;
  return (
    <>
      {value.items.length > 1 && (
        <select aria-label={words.meetingAt} value={meeting.id} onChange={(event) => setChosen(event.target.value)}>
          {value.items.map((each) => (
            <option key={each.id} value={each.id}>
              {named(each.title)}
            </option>
          ))}
        </select>
      )}
      <MeetingPages key={meeting.id} meeting={meeting} />
    </>
  );
};

/** The session that this browser has, `undefined` until the server has said, `null` for none. */
const useSession = (tongue: Tongue) => {
  const [staff, setStaff] = useState<Staff | null>();
  useEffect(() => {
    ask<{ staff: Staff }>(tongue, '/session').then(
      (answer) => setStaff(answer.staff),
      () => setStaff(null),
    );
    // Who is signed in does not hang on the language.
  }, []);
  return [staff, setStaff] as const;
};

export const App = () => {
  const [tongue, setTongue] = useState<Tongue>(localStorage.getItem('language') === 'en' ? 'en' : 'th');
  const reader = useMemo(() => readerOf(tongue), [tongue]);
  const [staff, setStaff] = useSession(tongue);
  useEffect(() => {
    document.documentElement.lang = tongue;
    localStorage.setItem('language', tongue);
  }, [tongue]);
  const signOut = async () => {
    await ask(tongue, '/session', { method: 'DELETE' });
    setStaff(null);
  };
  const { words } = reader;
  return (
    <ReaderContext value={reader}>
      <header>
        <b>{words.product}</b>
        <span>{staff?.name}</span>
        <button className="quiet" lang={tongue === 'th' ? 'en' : 'th'} onClick={() => setTongue(tongue === 'th' ? 'en' : 'th')}>
          {words.otherLanguage}
        </button>
        {staff !== null && staff !== undefined && (
          <button className="quiet" onClick={() => void signOut()}>
            {words.signOut}
          </button>
        )}
      </header>
      {staff === undefined ? <p>{words.loading}</p> : staff === null ? <SignIn onSignedIn={setStaff} /> : <Meetings />}
    </ReaderContext>
  );
};
