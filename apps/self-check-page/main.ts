import { button, element } from './dom.js';
import { figuresView, reasonsView } from './result-view.js';
import { type Ended, runSelfCheck } from './run.js';
import { type RunningWords } from './words.js';

/** Where the page says what the program needs: its words, and the address to which its forms go. */
const place = document.getElementById('self-check');
const canRun = 'RTCPeerConnection' in window && 'mediaDevices' in navigator && 'AudioContext' in window;

const start = (root: HTMLElement): void => {
  const words = JSON.parse(root.dataset['words'] ?? '{}') as RunningWords;
  const address = root.dataset['address'] ?? '';
  const begin = (text: string) => button(text, 'main', () => void run());

  const run = async (): Promise<void> => {
    const stopping = new AbortController();
    const stop = button(words.stop, 'plain', () => stopping.abort());
    const running = element('div');
    root.replaceChildren(running, stop);
    stop.focus();
    const ended = await runSelfCheck({ address, words, place: running, signal: stopping.signal }).catch(
      () => undefined,
    );
    const heading = element('h2', { tabindex: '-1' });
    root.replaceChildren(
      element(
        'div',
        { role: 'status' },
        heading,
        ...(ended === undefined ? [words.away] : endedView(ended, heading, words)),
      ),
      ...(ended === undefined ? [] : [...running.querySelectorAll('ol')]),
      element(
        'p',
        { class: 'screen' },
        begin(words.again),
        button(words.print, 'plain', () => window.print()),
      ),
    );
    heading.focus();
  };
  root.replaceChildren(canRun ? begin(words.begin) : element('p', { class: 'box bad' }, words.unsupported));
};

const endedView = ({ outcome, kept, at }: Ended, heading: HTMLElement, words: RunningWords): HTMLElement[] => {
  const judged = outcome.end === 'result' ? outcome.result : kept;
  if (judged === undefined) {
    const texts = { busy: words.busy, away: words.away, elsewhere: words.elsewhere, stopped: words.stopped };
    const isKnown = outcome.end in texts;
    heading.textContent = isKnown
      ? texts[outcome.end as keyof typeof texts]
      : words.link[outcome.end as 'blocked' | 'hung'];
    return isKnown
      ? []
      : [
          element('p', {}, words.notKept),
          reasonsView([{ what: outcome.end === 'hung' ? 'udp-hung' : 'udp-blocked', grave: true }], at, words),
        ];
  }
  heading.textContent = words.verdicts[judged.verdict];
  const kind = { 'pre-check-passed': 'good', doubtful: 'note', 'not-passed': 'bad' }[judged.verdict];
  const box = element('div', { class: `box ${kind}` }, element('p', {}, words.verdictHints[judged.verdict]));
  return [
    box,
    element('p', {}, words.kept),
    ...(judged.reasons.length > 0 ? [element('h3', {}, words.reasons), reasonsView(judged.reasons, at, words)] : []),
    ...(outcome.end === 'result' ? [element('h3', {}, words.figures), ...figuresView(outcome.result, words)] : []),
  ];
};

if (place !== null) start(place);
