import { type MouseEvent, useEffect, useRef } from 'react';
import type { Problem } from '#contracts';
import { useWords } from '../reader.js';

/** One thing that is wrong: in which input (its id), what it is called, what is wrong. */
export type Mistake = { readonly id: string; readonly label: string; readonly text: string };

/** The fields of a problem that stand in this form, by the name of a field in the request; those that do not stay with the problem. */
export const mistakesOf = (
  problem: Problem | undefined,
  idOf: (field: string) => string | undefined,
): readonly Mistake[] =>
  (problem?.fields ?? []).flatMap(({ field, label, problem: text, remedy }) => {
    const id = idOf(field);
    return id === undefined
      ? []
      : [{ id, label: label ?? field, text: remedy === undefined ? text : `${text} ${remedy}` }];
  });

/** What is wrong with a form, above it; each mistake leads to its input. Whenever `turn` changes it takes the focus. */
export const Mistakes = ({ mistakes, turn }: { mistakes: readonly Mistake[]; turn: number }) => {
  const words = useWords('kit');
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (turn > 0) element.current?.focus();
  }, [turn]);
  if (mistakes.length === 0) return null;
  const lead = (event: MouseEvent, id: string) => {
    event.preventDefault();
    document.getElementById(id)?.focus();
  };
  return (
    <div className="notice" role="alert" tabIndex={-1} ref={element}>
      <strong>{words.mistakes}</strong>
      <ul>
        {mistakes.map(({ id, label, text }) => (
          <li key={`${id} ${text}`}>
            <a href={`#${id}`} onClick={(event) => lead(event, id)}>
              {label}
            </a>{' '}
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
};

export const wrongAt = (mistakes: readonly Mistake[], id: string): string | undefined =>
  mistakes.find((each) => each.id === id)?.text;
