import { type ReactNode } from 'react';
import { useChecksWords } from '../../kit/checks-words.js';
import { type Mistake } from '../../kit/form/mistakes.js';

type ListOf<Line> = {
  readonly lines: readonly Line[];
  readonly most: number;
  readonly empty: Line;
  readonly legend: (number: number) => string;
  readonly add: string;
  readonly onChange: (lines: readonly Line[]) => void;
  readonly children: (line: Line, index: number, edit: (changes: Partial<Line>) => void) => ReactNode;
};
/** Entries of one kind: each in a group of its own, taken out by a button, one more by another. */
export const Lines = <Line extends object>({ lines, most, empty, legend, add, onChange, children }: ListOf<Line>) => {
  const words = useChecksWords('form');
  return (
    <>
      {lines.map((line, index) => (
        // They have no name of their own: the place in the list is what one is.
        <fieldset key={index}>
          <legend>{legend(index + 1)}</legend>
          {children(line, index, (changes) =>
            onChange(lines.map((each, at) => (at === index ? { ...each, ...changes } : each))),
          )}
          <button type="button" className="quiet" onClick={() => onChange(lines.filter((_each, at) => at !== index))}>
            {words.remove(legend(index + 1))}
          </button>
        </fieldset>
      ))}
      {lines.length < most && (
        <button type="button" className="quiet" onClick={() => onChange([...lines, empty])}>
          {add}
        </button>
      )}
    </>
  );
};

/** A list within the form. */
export type PartOf<Line> = {
  readonly lines: readonly Line[];
  readonly mistakes: readonly Mistake[];
  readonly onChange: (lines: readonly Line[]) => void;
};
