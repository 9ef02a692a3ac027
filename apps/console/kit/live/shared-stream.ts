import { connect, type Connecting, type Connection } from './connection.js';

/** What tabs tell each other: a value, how the stream stands, and, from whoever comes new, that both are asked for. */
type Told = { readonly value: unknown } | { readonly live: boolean } | { readonly asks: true };

type Sharing = Pick<Connecting, 'event' | 'look' | 'onValue' | 'onState'> & {
  readonly topic: string;
  readonly address: string;
};

/** Without locks (an address without https, an old browser) nobody can be chosen: each tab asks now and then. */
const askEveryMs = 15_000;

const pollInstead = ({ look, onValue, onState }: Sharing): Connection => {
  const again = () =>
    void look().then(
      (value) => {
        onValue(value);
        onState(true);
      },
      () => onState(false),
    );
  again();
  const timer = setInterval(again, askEveryMs);
  return { again, close: () => clearInterval(timer) };
};

/**
 * One stream for all tabs that watch the same: whoever holds the lock has it and tells the others; when that tab goes, the
 * next in line takes over, with a stream that begins with what is now.
 */
export const shareStream = (sharing: Sharing): Connection => {
  const { topic, address, event, look, onValue, onState } = sharing;
  if (!('locks' in navigator) || typeof BroadcastChannel === 'undefined') return pollInstead(sharing);
  const tabs = new BroadcastChannel(topic);
  const left = new AbortController();
  let own: Connection | undefined;
  let last: { value: unknown } | undefined;
  let live = false;
  const take = (told: { value: unknown } | { live: boolean }): void => {
    if ('value' in told) {
      last = told;
      onValue(told.value);
    } else {
      live = told.live;
      onState(live);
    }
  };
  const tell = (told: { value: unknown } | { live: boolean }): void => {
    take(told);
    tabs.postMessage(told satisfies Told);
  };
  tabs.onmessage = ({ data }: MessageEvent<Told>) => {
    if (!('asks' in data)) return take(data);
    if (own === undefined) return;
    if (last !== undefined) tabs.postMessage(last);
    tabs.postMessage({ live } satisfies Told);
  };
  tabs.postMessage({ asks: true } satisfies Told);
  const lead = (): Promise<void> =>
    new Promise((resolve) => {
      // The lock may have been given in the moment in which whoever asked for it left: nobody would ever close that stream.
      if (left.signal.aborted) return resolve();
      own = connect({
        open: () => new EventSource(address),
        event,
        look,
        onValue: (value) => tell({ value }),
        onState: (now) => tell({ live: now }),
      });
      left.signal.addEventListener('abort', () => resolve());
    });
  // Whoever leaves while still in line is told so by a rejection.
  navigator.locks.request(topic, { signal: left.signal }, lead).catch(() => undefined);
  return {
    again: () => own?.again(),
    close: () => {
      own?.close();
      left.abort();
      tabs.close();
    },
  };
};
