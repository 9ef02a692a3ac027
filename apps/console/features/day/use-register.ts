import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { GetHall, ListHalls, RecordAttendance } from '#contracts';
import { ask, problemFrom } from '../../kit/data/ask.js';
import { keyOf } from '../../kit/data/use-answer.js';
import { useReader } from '../../kit/reader.js';
import { remember, remembered } from '../../kit/remembered.js';
import { newId } from '../../kit/new-id.js';
import { asSent, readWaiting, type Waiting } from './waiting.js';

export type Register = {
  readonly waiting: readonly Waiting[];
  /** Kept in the browser at once, and sent as soon as it can be. */
  readonly enter: (request: Omit<Waiting['request'], 'entryId'>) => void;
  readonly discard: (entryId: string) => void;
};

const againMs = 4_000;
/** Sala or the sign-in is away, or there was too much at once: it can be sent again as it is. */
const mayGoLater = (status: number): boolean => status === 401 || status === 429 || status >= 500;

/** The entries of whoever is signed in, which reach Sala once each: over a page that is closed, a network that goes and comes. */
export const useRegister = (meetingId: string, staffId: string): Register => {
  const kept = `register.${meetingId}.${staffId}`;
  const { language } = useReader();
  const client = useQueryClient();
  const [waiting, setWaiting] = useState(() => readWaiting(remembered(kept)));
  const busy = useRef(false);

  // Another tab may have written since: what it holds counts.
  const change = useCallback(
    (by: (now: readonly Waiting[]) => readonly Waiting[]): void => {
      const next = by(readWaiting(remembered(kept)));
      remember(kept, JSON.stringify(next));
      setWaiting(next);
    },
    [kept],
  );

  const send = useCallback(async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    try {
      let sent = false;
      for (;;) {
        const next = readWaiting(remembered(kept)).find(({ refused }) => refused === undefined);
        if (next === undefined) break;
        const { entryId } = next.request;
        const problem = await ask(language, RecordAttendance, asSent(next, Date.now())).then(
          () => undefined,
          (error: unknown) => problemFrom(language, error).problem,
        );
        if (problem !== undefined && mayGoLater(problem.status)) break;
        sent = true;
        change((now) =>
          problem === undefined
            ? now.filter(({ request }) => request.entryId !== entryId)
            : now.map((each) => (each.request.entryId === entryId ? { ...each, refused: problem.detail } : each)),
        );
      }
      if (sent)
        await Promise.all([GetHall, ListHalls].map((each) => client.invalidateQueries({ queryKey: keyOf(each) })));
    } finally {
      busy.current = false;
    }
  }, [kept, language, change, client]);

  useEffect(() => {
    const go = () => void send();
    go();
    const timer = setInterval(go, againMs);
    addEventListener('online', go);
    return () => {
      clearInterval(timer);
      removeEventListener('online', go);
    };
  }, [send]);

  const enter = (request: Omit<Waiting['request'], 'entryId'>): void => {
    change((now) => [...now, { request: { ...request, entryId: newId() }, madeAt: Date.now() }]);
    void send();
  };
  const discard = (entryId: string): void => change((now) => now.filter(({ request }) => request.entryId !== entryId));
  return { waiting, enter, discard };
};
