import { type Language, type WordedKind, type WordingVersion } from '#contracts';

/** What a version is, without its words. */
export type Head = Omit<WordingVersion, 'words'> & {
  readonly id: string;
  readonly kind: WordedKind;
  readonly language: Language;
  /** Whether it has words of its own; otherwise it is Sala's letter again. */
  readonly own: boolean;
};
export type Words = NonNullable<WordingVersion['words']>;

export const isSame = (one: Words | undefined, other: Words | undefined): boolean =>
  one?.subject === other?.subject && one?.text === other?.text;

/** The version that counts, of those up to an instant. */
export const latestOf = (
  heads: readonly Head[],
  kind: WordedKind,
  language: Language,
  until?: string,
): Head | undefined =>
  heads
    .filter(
      (head) => head.kind === kind && head.language === language && (until === undefined || head.changedAt <= until),
    )
    .reduce<Head | undefined>(
      (last, head) => (last === undefined || head.version > last.version ? head : last),
      undefined,
    );
