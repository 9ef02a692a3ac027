import { isFinal, pauseMs } from '../data/retries.js';

/** What of an EventSource is used. */
export type Stream = {
  readonly readyState: number;
  readonly addEventListener: (name: string, listener: (event: { readonly data?: string }) => void) => void;
  readonly close: () => void;
};
export type Connecting = {
  readonly open: () => Stream;
  /** The name of its events. */
  readonly event: string;
  /** Reads once what the stream tells; rejects with why it can't be read. */
  readonly look: () => Promise<unknown>;
  readonly onValue: (value: unknown) => void;
  readonly onState: (live: boolean) => void;
};
export type Connection = { readonly again: () => void; readonly close: () => void };

const closed = 2;

/**
 * Holds one stream open. A browser gives a stream up for good once it was answered by an error: then what it tells is read
 * once, which also says what the matter is, and the stream is opened anew, after longer and longer pauses, as long as that may help.
 */
export const connect = ({ open, event, look, onValue, onState }: Connecting): Connection => {
  let stream: Stream | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let left = false;
  const begin = (): void => {
    clearTimeout(timer);
    stream?.close();
    const opened = open();
    stream = opened;
    opened.addEventListener(event, ({ data }) => {
      if (stream !== opened || left) return;
      failures = 0;
      onValue(JSON.parse(data ?? 'null'));
      onState(true);
    });
    opened.addEventListener('error', () => {
      if (stream !== opened || left) return;
      onState(false);
      if (opened.readyState === closed) later();
    });
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void lookThenBegin(), pauseMs(failures));
    failures += 1;
  };
  const lookThenBegin = async (): Promise<void> => {
    try {
      onValue(await look());
      if (!left) begin();
    } catch (error) {
      if (!left && !isFinal(error)) later();
    }
  };
  begin();
  return {
    again: () => {
      failures = 0;
      begin();
    },
    close: () => {
      left = true;
      clearTimeout(timer);
      stream?.close();
    },
  };
};
