import { type SelfCheckAddress, type SelfCheckReason, type SelfCheckSaid, type SelfCheckVerdict } from '#contracts';
import { browserKind } from './browser-kind.js';
import { closeDevice, type Device, listenTo, lookAt, openDevices, play } from './devices.js';
import { button, element } from './dom.js';
import { measureLink, type Outcome, sendForm, type Stage } from './link.js';
import { type Steps, stepsView } from './steps-view.js';
import { filled, type RunningWords } from './words.js';

export type Ended = {
  readonly said: SelfCheckSaid;
  readonly outcome: Outcome;
  /** What was kept where the link could not be measured. */
  readonly kept?: { readonly verdict: SelfCheckVerdict; readonly reasons: readonly SelfCheckReason[] } | undefined;
  readonly at?: SelfCheckAddress | undefined;
};
type Running = {
  readonly address: string;
  readonly words: RunningWords;
  readonly place: HTMLElement;
  readonly signal: AbortSignal;
};

const stageText = (stage: Stage, words: RunningWords): string => words[stage];

/** Microphone, camera, what was heard of oneself, then the link; what can't be had is left out and said. */
export const runSelfCheck = async ({ address, words, place, signal }: Running): Promise<Ended> => {
  const steps = stepsView(words);
  place.append(steps.root);
  let hidden = document.hidden;
  const note = () => {
    hidden ||= document.hidden;
  };
  document.addEventListener('visibilitychange', note);
  steps.tell(words.asking);
  const devices = await openDevices();
  try {
    const said: SelfCheckSaid = {
      browser: browserKind(navigator.userAgent),
      ...(await tryDevices(devices, { steps, words, signal })),
      hidden,
    };
    if (devices.microphone === 'refused' || devices.camera === 'refused') steps.hint(words.refusedHint);
    if (signal.aborted) return { said, outcome: { end: 'stopped' } };
    const outcome = await measureLink({
      address,
      said,
      isHidden: () => hidden,
      show: (stage, windowMs) => steps.progress(stageText(stage, words), windowMs),
      signal,
    });
    steps.done();
    return await keptOf({ address, said: { ...said, hidden }, outcome });
  } finally {
    document.removeEventListener('visibilitychange', note);
    closeDevice(devices.microphone);
    closeDevice(devices.camera);
  }
};

type Trying = { readonly steps: Steps; readonly words: RunningWords; readonly signal: AbortSignal };

const tryDevices = async (
  devices: { readonly microphone: Device; readonly camera: Device },
  trying: Trying,
): Promise<Pick<SelfCheckSaid, 'microphone' | 'camera' | 'hearing'>> => {
  const { steps, words } = trying;
  const { found, voice } = await tryMicrophone(devices.microphone, trying);
  steps.found('microphone', words.microphone[found.state], found.state === 'heard');
  const camera = await tryCamera(devices.camera, trying);
  const { width = 0, height = 0 } = camera;
  steps.found('camera', filled(words.camera[camera.state], { width, height }), camera.state === 'moving');
  const hearing = await tryHearing(voice, trying);
  steps.found('hearing', words.hearing[hearing], hearing === 'heard');
  return { microphone: found, camera, hearing };
};

const tryMicrophone = async (
  device: Device,
  { steps, words, signal }: Trying,
): Promise<{ readonly found: SelfCheckSaid['microphone']; readonly voice?: Blob | undefined }> => {
  if (typeof device === 'string') return { found: { state: device } };
  if (signal.aborted) return { found: { state: 'skipped' } };
  steps.tell(words.speak);
  return listenTo(device, steps.level);
};

const tryCamera = async (device: Device, { steps, words, signal }: Trying): Promise<SelfCheckSaid['camera']> => {
  if (typeof device === 'string') return { state: device };
  if (signal.aborted) return { state: 'skipped' };
  steps.tell(words.look);
  return lookAt(device, steps.picture);
};

const tryHearing = async (
  voice: Blob | undefined,
  { steps, words, signal }: Trying,
): Promise<SelfCheckSaid['hearing']> => {
  if (voice === undefined || signal.aborted) return 'skipped';
  steps.tell(words.listen);
  if (!(await play(voice)) || signal.aborted) return 'skipped';
  steps.tell('');
  return new Promise((resolve) => {
    const answered = (hearing: SelfCheckSaid['hearing']) => () => {
      asked.remove();
      resolve(hearing);
    };
    const yes = button(words.yes, 'plain', answered('heard'));
    const asked = element(
      'fieldset',
      {},
      element('legend', {}, words.heardAsk),
      yes,
      ' ',
      button(words.no, 'plain', answered('unheard')),
    );
    steps.ask(asked);
    yes.focus();
    signal.addEventListener('abort', answered('skipped'));
  });
};

/** Of a link that could not be measured the browser alone knows: it says so the way the page came. */
const keptOf = async ({
  address,
  said,
  outcome,
}: {
  readonly address: string;
  readonly said: SelfCheckSaid;
  readonly outcome: Outcome;
}): Promise<Ended> => {
  if (outcome.end !== 'blocked' && outcome.end !== 'hung') return { said, outcome };
  const answer = await sendForm(`${address}/unreached`, { udp: outcome.end, said: JSON.stringify(said) });
  const kept = answer?.ok === true ? ((await answer.json()) as NonNullable<Ended['kept']>) : undefined;
  return { said, outcome, kept, at: outcome.at };
};
