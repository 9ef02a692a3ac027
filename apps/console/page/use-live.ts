import { useEffect, useState } from 'react';
import { type ApiProblem, ask, problemFrom, sessionBegun } from './api.js';
import { useReader } from './reader.js';

/** The pause before the next try, after so many that failed: half a second, doubled each time, at most half a minute. */
export const pauseMs = (failures: number): number => Math.min(500 * 2 ** failures, 30_000);
/** Trying again does not help against these: who is signed in may not read it, or it is not there. */
const isFinal = ({ problem: { status } }: ApiProblem): boolean => status === 403 || status === 404;

export type Live<Value> = { value: Value | undefined; live: boolean; problem: ApiProblem | undefined };

/**
 * What the API answers on this path, kept up to date by the stream beside it (`/stream`, events of the given name). A
 * browser gives a stream up for good once it was answered by an error: it is then asked what the matter is, and the
 * stream is opened anew when it may work again. `live` is false meanwhile.
 */
export const useLive = <Value>(path: string, event: string): Live<Value> => {
  const { tongue } = useReader();
  const [state, setState] = useState<Live<Value>>({ value: undefined, live: false, problem: undefined });
  useEffect(() => {
    let stream: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let left = false;
    const close = () => {
      clearTimeout(timer);
      stream?.close();
    };
    const open = () => {
      close();
      const opened = new EventSource(`/api/v1${path}/stream`);
      stream = opened;
      opened.addEventListener(event, ({ data }: MessageEvent<string>) => {
        failures = 0;
        setState({ value: JSON.parse(data) as Value, live: true, problem: undefined });
      });
      opened.addEventListener('error', () => {
        setState((before) => ({ ...before, live: false }));
        if (opened.readyState === EventSource.CLOSED) later();
      });
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void look(), pauseMs(failures));
      failures += 1;
    };
    const look = async () => {
      try {
        const value = await ask<Value>(tongue, path);
        if (left) return;
        setState({ value, live: false, problem: undefined });
        open();
      } catch (error) {
        if (left) return;
        const problem = problemFrom(tongue, error);
        setState((before) => ({ ...before, live: false, problem }));
        if (!isFinal(problem)) later();
      }
    };
    const anew = () => {
      failures = 0;
      open();
    };
    open();
    addEventListener('online', anew);
    addEventListener(sessionBegun, anew);
    return () => {
      left = true;
      close();
      removeEventListener('online', anew);
      removeEventListener(sessionBegun, anew);
    };
  }, [tongue, path, event]);
  return state;
};
