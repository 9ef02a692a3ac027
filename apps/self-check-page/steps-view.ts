import { element } from './dom.js';
import { filled, type RunningWords } from './words.js';

type Step = keyof RunningWords['steps'];
const names = ['microphone', 'camera', 'hearing', 'link'] as const satisfies readonly Step[];
const showEveryMs = 250;

export type Steps = {
  readonly root: HTMLElement;
  readonly picture: HTMLVideoElement;
  /** What is asked of whoever sits there. */
  readonly tell: (text: string) => void;
  readonly hint: (text: string) => void;
  readonly level: (level: number) => void;
  readonly ask: (question: HTMLElement) => void;
  readonly found: (step: Step, text: string, isGood: boolean) => void;
  readonly progress: (text: string, windowMs: number) => void;
  readonly done: () => void;
};

/** The four things that are tried, with what came of each, and what is going on. */
export const stepsView = (words: RunningWords): Steps => {
  const results = new Map<string, HTMLElement>(names.map((name) => [name, element('span', {}, '…')]));
  const list = element(
    'ol',
    { class: 'steps' },
    ...names.map((name) => element('li', {}, element('b', {}, words.steps[name]), ' ', results.get(name) ?? '')),
  );
  const now = element('p', { role: 'status' });
  const left = element('p', { class: 'small' });
  const hints = element('div');
  const questions = element('div');
  const meter = element('progress', { max: '1', value: '0', 'aria-label': words.level });
  const picture = element('video', { playsinline: '', muted: '', width: '240', height: '180', 'aria-hidden': 'true' });
  const root = element('div', { class: 'running' }, now, meter, left, picture, hints, questions, list);
  let counting: ReturnType<typeof setInterval> | undefined;
  return {
    root,
    picture,
    tell: (text) => now.replaceChildren(text),
    hint: (text) => hints.replaceChildren(element('p', { class: 'box note' }, text)),
    level: (level) => {
      meter.value = level;
    },
    ask: (question) => questions.replaceChildren(question),
    found: (step, text, isGood) => {
      const result = results.get(step);
      result?.replaceChildren(`${isGood ? '✓' : '!'} ${text}`);
      result?.setAttribute('class', isGood ? 'fine' : 'amiss');
      if (step === 'camera') picture.remove();
      if (step === 'microphone') meter.removeAttribute('aria-label');
    },
    progress: (text, windowMs) => {
      clearInterval(counting);
      now.replaceChildren(text);
      meter.setAttribute('aria-label', text);
      const begun = performance.now();
      const show = () => {
        const share = windowMs === 0 ? 1 : Math.min(1, (performance.now() - begun) / windowMs);
        meter.value = share;
        const n = Math.ceil((windowMs * (1 - share)) / 1_000);
        left.replaceChildren(n > 0 ? filled(words.secondsLeft, { n }) : '');
      };
      show();
      counting = setInterval(show, showEveryMs);
    },
    done: () => {
      clearInterval(counting);
      meter.remove();
      left.remove();
      now.replaceChildren();
    },
  };
};
