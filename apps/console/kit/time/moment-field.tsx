import { lazy, Suspense, useState } from 'react';
import { ShowClock } from '#contracts';
import { readWallTime, type ReadWallTime, wallTimeOf } from '#words';
import { ask, problemFrom, type ApiProblem } from '../data/ask.js';
import { Field } from '../form/field.js';
import { type Mistake, wrongAt } from '../form/mistakes.js';
import { useReader, useWords } from '../reader.js';

/** A day and a time as somebody typed them. */
export type TypedMoment = { readonly day: string; readonly time: string };
export const nothingTyped: TypedMoment = { day: '', time: '' };

export const readMoment = ({ day, time }: TypedMoment, timeZone: string): ReadWallTime =>
  readWallTime(day, time, timeZone);

const loadPicker = async () => ({ default: (await import('./day-picker.js')).DayPicker });
const DayPicker = lazy(loadPicker);

/** The calendar comes when somebody asks for it, and is fetched when a pointer comes near; most type the day. */
const Picker = ({ typed, near, onPick }: { typed: string; near: string; onPick: (day: string) => void }) => {
  const words = useWords('time');
  const [asked, setAsked] = useState(false);
  const button = (
    <button
      type="button"
      className="quiet icon"
      aria-label={words.openCalendar}
      onPointerEnter={() => void loadPicker()}
      onClick={() => setAsked(true)}
    >
      <span aria-hidden="true">▦</span>
    </button>
  );
  return asked ? (
    <Suspense fallback={button}>
      <DayPicker typed={typed} near={near} onPick={onPick} />
    </Suspense>
  ) : (
    button
  );
};

type MomentOf = {
  readonly labels: { readonly day: string; readonly time: string };
  readonly ids: { readonly day: string; readonly time: string };
  readonly typed: TypedMoment;
  readonly onType: (typed: TypedMoment) => void;
  readonly timeZone: string;
  /** About when it may have been: where the calendar opens. */
  readonly near: string;
  readonly mistakes: readonly Mistake[];
  /** Of something that has happened, which may have been just now; without it the field is of something to come. */
  readonly onProblem?: (problem: ApiProblem | undefined) => void;
};

/** The mistake of what was typed, worded, at its input. */
export const useMomentMistakes = ({
  typed,
  timeZone,
  labels,
  ids,
}: Pick<MomentOf, 'typed' | 'timeZone' | 'labels' | 'ids'>): readonly Mistake[] => {
  const words = useWords('time');
  const read = readMoment(typed, timeZone);
  return 'mistake' in read
    ? [{ id: ids[read.field], label: labels[read.field], text: words.mistakes[read.mistake] }]
    : [];
};

/**
 * A day and a time in the meeting's zone: typed in either era and either script of digits, pasted, picked from a calendar or
 * taken from Sala's clock; what was understood is read back. Parts that a person fills in one by one would make another day of
 * 31 November, and the year 1473 of 2016.
 */
export const MomentField = ({ labels, ids, typed, onType, timeZone, near, mistakes, onProblem }: MomentOf) => {
  const { language, moment } = useReader();
  const words = useWords('time');
  const read = typed.day === '' ? undefined : readMoment(typed, timeZone);
  const setNow = async () => {
    try {
      // Sala's own clock: in a rehearsal it is not the browser's.
      const { now } = await ask(language, ShowClock, {});
      const { typedAt } = await import('./typed-day.js');
      onType(typedAt(now, timeZone, language));
      onProblem?.(undefined);
    } catch (error) {
      onProblem?.(problemFrom(language, error));
    }
  };
  return (
    <>
      <div className="filters">
        <Field id={ids.day} label={labels.day} wrong={wrongAt(mistakes, ids.day)}>
          {(described) => (
            <div className="with-button">
              <input
                {...described}
                value={typed.day}
                placeholder={words.dayExample}
                autoComplete="off"
                onChange={(event) => onType({ ...typed, day: event.target.value })}
              />
              <Picker
                typed={typed.day}
                near={wallTimeOf(near, timeZone).slice(0, 10)}
                onPick={(day) => onType({ ...typed, day })}
              />
            </div>
          )}
        </Field>
        <Field id={ids.time} label={labels.time} wrong={wrongAt(mistakes, ids.time)}>
          {(described) => (
            <input
              {...described}
              value={typed.time}
              placeholder={words.timeExample}
              autoComplete="off"
              onChange={(event) => onType({ ...typed, time: event.target.value })}
            />
          )}
        </Field>
        {onProblem !== undefined && (
          <button type="button" className="quiet" onClick={() => void setNow()}>
            {words.now}
          </button>
        )}
      </div>
      <p role="status" className={read !== undefined && 'mistake' in read ? 'wrong' : 'hint'}>
        {read === undefined
          ? words.eitherEra
          : 'mistake' in read
            ? words.mistakes[read.mistake]
            : moment(read.instant, timeZone)}
      </p>
    </>
  );
};
