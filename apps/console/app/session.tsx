import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { GetOwnSession, SignOut, type SignedInStaff } from '#contracts';
import { type ApiProblem, ask, problemFrom } from '../kit/data/ask.js';
import { useReader } from '../kit/reader.js';
import { sessionBegun, sessionEnded } from '../kit/session-events.js';

type Session = {
  /** `undefined` until the server has said, `null` for nobody. */
  readonly staff: SignedInStaff | null | undefined;
  /** Why the server could not say. */
  readonly problem: ApiProblem | undefined;
  /** The session of the one who was signed in is over: the page stays as it is, with what was typed, until somebody signs in. */
  readonly ended: boolean;
  readonly begin: (staff: SignedInStaff) => void;
  readonly look: () => void;
  readonly signOut: () => Promise<void>;
};

const SessionContext = createContext<Session | undefined>(undefined);
export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('nobody knows who is signed in');
  return session;
};

/** Tabs of one browser share its session: what happens to it in one is told to the others. */
const tabsName = 'sala session';
const [begun, left] = ['begun', 'left'] as const;

export const SessionProvider = ({ children }: { children: ReactNode }) => {
  const { language } = useReader();
  const client = useQueryClient();
  const [staff, setStaff] = useState<SignedInStaff | null>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [ended, setEnded] = useState(false);
  const tabs = useRef<BroadcastChannel>(undefined);
  const who = useRef<string>(undefined);

  /** Somebody else sees nothing of what was there before; the same person goes on with it. */
  const take = useCallback(
    (now: SignedInStaff | null) => {
      if (who.current !== now?.id) client.clear();
      who.current = now?.id;
      setStaff(now);
      setEnded(false);
      setProblem(undefined);
      if (now !== null) {
        void client.invalidateQueries();
        dispatchEvent(new Event(sessionBegun));
      }
    },
    [client],
  );
  const look = useCallback(() => {
    ask(language, GetOwnSession, {}).then(
      (answer) => take(answer.staff),
      (error: unknown) => {
        const told = problemFrom(language, error);
        // Nobody is signed in, or it cannot be said who is: these are two things.
        if (told.problem.status === 401 || told.problem.status === 403) setStaff((before) => before ?? null);
        else setProblem(told);
      },
    );
  }, [language, take]);
  const heard = useRef({ look, take });
  heard.current = { look, take };

  useEffect(() => {
    const end = () => setEnded(true);
    addEventListener(sessionEnded, end);
    const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel(tabsName);
    tabs.current = channel;
    // Whoever signed out in one tab wants to be gone from all.
    if (channel !== undefined)
      channel.onmessage = ({ data }: MessageEvent<unknown>) =>
        data === left ? heard.current.take(null) : heard.current.look();
    // Who is signed in does not hang on the language.
    heard.current.look();
    return () => {
      removeEventListener(sessionEnded, end);
      channel?.close();
    };
  }, []);

  const session = useMemo<Session>(
    () => ({
      staff,
      problem,
      ended: ended && staff !== null && staff !== undefined,
      look,
      begin: (now) => {
        take(now);
        tabs.current?.postMessage(begun);
      },
      signOut: async () => {
        // Whatever the server says, the person wants to be gone.
        await ask(language, SignOut, {}).catch(() => undefined);
        take(null);
        tabs.current?.postMessage(left);
      },
    }),
    [staff, problem, ended, look, take, language],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
};
