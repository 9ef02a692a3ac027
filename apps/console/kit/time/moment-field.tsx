import { lazy, Suspense } from 'react';
import { ShowClock } from '#contracts';
import { ask, problemFrom, type ApiProblem } from '../data/ask.js';
import { Field } from '../form/field.js';
import { type Mistake, wrongAt } from '../form/mistakes.js';
import { useReader, useWords } from '../reader.js';
import { readWallTime, type ReadWallTime } from './wall-time.js';

/** A day and a time as somebody typed them. */
export type TypedMoment = { readonly day: string; readonly time: string };
export const nothingTyped: TypedMoment = { day: '', time: '' };

const isTyped = ({ day, time }: TypedMoment): boolean => day !== '' || time !== '';
export const readMoment = ({ day, time }: TypedMoment, timeZone: string): ReadWallTime => readWallTime(day, time, timeZone);

// The calendar comes when somebody has an eye on it; a day can be typed before that.
const DayPicker = lazy(async () => ({ default: (await import('./day-picker.js')).DayPicker }));

type MomentOf = {
  readonly labels: { readonly day: string; readonly time: string };
  readonly ids: { readonly day: string; readonly time: string };
  readonly typed: TypedMoment;
  readonly onType: (typed: TypedMoment) => void;
  readonly timeZone: string;
  readonly mistakes: readonly Mistake[];
  readonly onProblem: (problem: ApiProblem | undefined) => void;
};

/** The mistake of what was typed, worded, at its input. */
export const useMomentMistakes = ({ typed, timeZone, labels, ids }: Pick<MomentOf, 'typed' | 'timeZone' | 'labels' | 'ids'>): readonly Mistake[] => {
  const words = useWords('time');
  const read = readMoment(typed, timeZone);
  return 'mistake' in read ? [{ id: ids[read.field], label: labels[read.field], text: words.mistakes[read.mistake] }] : [];
};

/**
 * A day and a time in the meeting's zone: typed in either era and either script of digits, pasted, picked from a calendar or
 * taken from Sala's clock; what was understood is read back. Parts that a person fills in one by one would make another day of
 * 31 November, and the year 1473 of 2016.
 */
export const MomentField = ({ labels, ids, typed, onType, timeZone, mistakes, onProblem }: MomentOf) => {
  const { language, moment } = useReader();
  const words = useWords('time');
  const read = isTyped(typed) ? readMoment(typed, timeZone) : undefined;
  const setNow = async () => {
    try {
      // Sala's own clock: in a rehearsal it is not the browser's.
      const { now } = await ask(language, ShowClock, {});
      const { typedAt } = await import('./typed-day.js');
      onType(typedAt(now, timeZone, language));
      onProblem(undefined);
    } catch (error) {
      onProblem(problemFrom(language, error));
    }
  };
  return (
    <>
      <div className="filters">
        <Field id={ids.day} label={labels.day} wrong={wrongAt(mistakes, ids.day)}>
          {(described) => (
            <div className="with-button">
              <input {...described} value={typed.day} placeholder={words.dayExample} autoComplete="off" onChange={(event) => onType({ ...typed, day: event.target.value })} />
              <Suspense fallback={null}>
                <DayPicker typed={typed.day} onPick={(day) => onType({ ...typed, day })} />
              </Suspense>
            </div>
          )}
        </Field>
        <Field id={ids.time} label={labels.time} wrong={wrongAt(mistakes, ids.time)}>
          {(described) => <input {...described} value={typed.time} placeholder={words.timeExample} autoComplete="off" onChange={(event) => onType({ ...typed, time: event.target.value })} />}
        </Field>
        <button type="button" className="quiet" onClick={() => void setNow()}>
          {words.now}
        </button>
      </div>
      <p role="status" className={read !== undefined && 'mistake' in read ? 'wrong' : 'hint'}>
        {read === undefined ? words.eitherEra : 'mistake' in read ? words.mistakes[read.mistake] : moment(read.instant, timeZone)}
      </p>
    </>
  );
};
