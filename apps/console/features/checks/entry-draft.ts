import { type Check, type CheckOutcome, CheckStep, type CheckSteps, type LinkMeasure, linkMeasures } from '#contracts';
import { numberIn } from './numbers.js';
import { readSamples, type ReadSamples } from './samples.js';

export const stepStates = ['yes', 'no', 'not-tried'] as const;
export type StepState = (typeof stepStates)[number];
export type StepDraft = { readonly state: StepState | ''; readonly note: string };
/** What became of a check, as it is typed. */
export type EntryDraft = {
  readonly outcome: CheckOutcome;
  readonly steps: Readonly<Record<CheckStep, StepDraft>>;
  readonly measures: Readonly<Record<LinkMeasure, string>>;
  readonly samples: string;
  readonly note: string;
};

const everyStep = (draft: (step: CheckStep) => StepDraft): EntryDraft['steps'] =>
  Object.fromEntries(CheckStep.options.map((step) => [step, draft(step)])) as Record<CheckStep, StepDraft>;

const outcomeOf = ({ state, faults = [] }: Check): CheckOutcome =>
  state === 'no-show' ? 'no-show' : faults.includes('aborted') ? 'aborted' : 'measured';

/** What of the evidence a step is seen by, where it was entered without steps. */
const seenBy = {
  present: 'contactPresent',
  audio: 'audioBothWays',
  video: 'videoBothWays',
  content: 'contentShared',
  echo: 'echoFree',
} as const;
const seenIn = ({ evidence }: Check, step: CheckStep): StepState | '' => {
  const seen = step in seenBy ? evidence?.[seenBy[step as keyof typeof seenBy]] : undefined;
  return seen === undefined ? '' : seen ? 'yes' : 'no';
};

/** The check's result so far, as somebody corrects it; of one without a result everything is open. */
export const entryOf = (check: Check): EntryDraft => ({
  outcome: outcomeOf(check),
  steps: everyStep((step) => ({
    state: check.steps?.[step]?.state ?? seenIn(check, step),
    note: check.steps?.[step]?.note ?? '',
  })),
  measures: Object.fromEntries(
    linkMeasures.map((name) => [name, check.samples === undefined ? String(check.evidence?.[name] ?? '') : '']),
  ) as Record<LinkMeasure, string>,
  samples: (check.samples ?? [])
    .map(({ sent, lost, roundTripMs, jitterMs }) => [sent, lost, roundTripMs, jitterMs].join(', '))
    .join('\n'),
  note: check.note ?? '',
});

export const withYes = (steps: EntryDraft['steps']): EntryDraft['steps'] =>
  everyStep((step) => (steps[step].state === '' ? { ...steps[step], state: 'yes' } : steps[step]));

const stepsIn = (draft: EntryDraft['steps']): CheckSteps | undefined => {
  const answered = CheckStep.options.flatMap((step): [CheckStep, object][] => {
    const { state, note } = draft[step];
    // A note alone says that nobody answered the step itself.
    if (state === '' && note.trim() === '') return [];
    return [[step, { state: state === '' ? 'not-tried' : state, ...(note.trim() !== '' && { note }) }]];
  });
  return answered.length === 0 ? undefined : Object.fromEntries(answered);
};

export type ReadEntry = { readonly result: object } | Exclude<ReadSamples, { readonly samples: unknown }>;

/** What goes to the server; what of it can't be kept is for that to say. */
export const readEntry = ({ outcome, steps, measures, samples: text, note }: EntryDraft): ReadEntry => {
  const read = readSamples(text);
  if (!('samples' in read)) return read;
  const { samples } = read;
  const typed = linkMeasures.flatMap((name) => {
    const value = numberIn(measures[name]);
    return value === undefined ? [] : [[name, value]];
  });
  const nobody = outcome === 'no-show';
  const said = stepsIn(steps);
  return {
    result: {
      outcome,
      ...(said !== undefined && { steps: said }),
      ...(!nobody && samples.length > 0 && { samples }),
      ...(!nobody && samples.length === 0 && typed.length > 0 && { evidence: Object.fromEntries(typed) }),
      ...(note.trim() !== '' && { note }),
    },
  };
};

/** The input at which a field of the request stands. */
export const idOfEntry = (field: string): string | undefined => {
  const [part = '', name = '', ...rest] = field.split('.');
  if (part === 'evidence') return linkMeasures.some((each) => each === name) ? `e-${name}` : 'e-samples';
  if (part === 'steps') return name === '' ? undefined : `e-step-${name}${rest[0] === 'note' ? '-note' : ''}`;
  if (part === 'samples') return 'e-samples';
  return part === 'note' || part === 'reason' ? `e-${part}` : undefined;
};
