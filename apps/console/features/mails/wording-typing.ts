import { useRef, useState } from 'react';
import { type MailWording, type PlaceholderShown } from '#contracts';

export type Words = MailWording['words'];
type Part = keyof Words;

/** What stands in a text once something was put where its caret was: a part gets a paragraph of its own. */
export const putIn = (text: string, from: number, to: number, { name, isPart }: PlaceholderShown): [string, number] => {
  const [before, after] = [text.slice(0, from), text.slice(to)];
  const named = `{{${name}}}`;
  if (!isPart) return [`${before}${named}${after}`, from + named.length];
  const [start, end] = [before.trimEnd(), after.trimStart()];
  const whole = `${start}${start === '' ? '' : '\n\n'}${named}`;
  return [`${whole}${end === '' ? '' : '\n\n'}${end}`, whole.length];
};

/** What is typed of a letter's words, on top of what is kept. */
export const useWordsTyped = (kept: Words) => {
  const [edits, setEdits] = useState<Partial<Words>>({});
  const inputs = { subject: useRef<HTMLInputElement>(null), text: useRef<HTMLTextAreaElement>(null) };
  const last = useRef<Part>('text');
  const typed: Words = { ...kept, ...edits };
  const type = (part: Part, said: string) => setEdits((before) => ({ ...before, [part]: said }));
  const insert = (placeholder: PlaceholderShown) => {
    // A part has no place in a subject.
    const part = placeholder.isPart ? 'text' : last.current;
    const input = inputs[part].current;
    const [from, to] = [input?.selectionStart ?? typed[part].length, input?.selectionEnd ?? typed[part].length];
    const [said, caret] = putIn(typed[part], from, to, placeholder);
    type(part, said);
    requestAnimationFrame(() => {
      input?.focus();
      input?.setSelectionRange(caret, caret);
    });
  };
  return {
    typed,
    type,
    insert,
    inputs,
    isIn: (part: Part) => {
      last.current = part;
    },
    take: (words: Words) => setEdits(words),
    forget: () => setEdits({}),
    changed: typed.subject !== kept.subject || typed.text !== kept.text,
  };
};
