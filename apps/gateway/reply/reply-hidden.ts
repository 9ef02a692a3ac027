import { Answer } from '#contracts';

/** Hides what is not asked with an answer, where the browser can; else it stays, and is left out when it is sent. */
export const hiddenWith = (when: readonly Answer[] | undefined): string | undefined =>
  when === undefined
    ? undefined
    : Answer.options
        .filter((answer) => !when.includes(answer))
        .map((answer) => `no-${answer}`)
        .join(' ');
