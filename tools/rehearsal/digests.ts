// The mails in which staff read each working day how the meeting stands.
import { dayOf } from './mailbag.js';

/** Of all offices, or of one province's, as it stood in the morning. */
export type DigestFigures = { readonly answered: number; readonly invited: number; readonly coming: number };
/** By the day and whom it is for: `all`, or a province. */
export type Digests = Readonly<Record<string, DigestFigures>>;

export const digestKey = (at: string, of: string): string => `${dayOf(at)} ${of}`;
export const digestTime = (day: string): string => new Date(`${day}T08:30:00+07:00`).toISOString();

/** What a digest's text says of who has answered. */
export const figuresIn = (text: string): DigestFigures | undefined => {
  const said = /(\d+) จาก (\d+) หน่วยงาน \(เข้าร่วม (\d+)\)/.exec(text);
  if (said === null) return undefined;
  const [answered = 0, invited = 0, coming = 0] = said.slice(1).map(Number);
  return { answered, invited, coming };
};

const isSame = (one: DigestFigures | undefined, other: DigestFigures): boolean =>
  one?.answered === other.answered && one.invited === other.invited && one.coming === other.coming;

/**
 * Where digests are not as they had to be. One may come on a day on which nobody answered, as something else waits for staff; none
 * may be left out where more have answered, are invited or come than the last one said, nor say anything else than how it stood.
 */
export const digestDifferences = (expected: Digests, seen: Digests, readers: readonly string[]): string[] => {
  const wrong = Object.entries(seen).filter(([key, figures]) => !isSame(expected[key], figures));
  const lacking = readers.flatMap((of) => {
    let told: DigestFigures | undefined;
    return Object.entries(expected)
      .filter(([key]) => key.endsWith(` ${of}`))
      .sort(([one], [other]) => one.localeCompare(other))
      .filter(([key, figures]) => {
        const isNews = !isSame(told, figures);
        if (seen[key] !== undefined) told = figures;
        return isNews && seen[key] === undefined;
      })
      .map(([key]) => key);
  });
  const first = (keys: readonly string[]): string => (keys.length === 0 ? '' : ` (${keys.slice(0, 2).join(', ')})`);
  return wrong.length + lacking.length === 0
    ? []
    : [
        `digests: ${wrong.length} say something else${first(wrong.map(([key]) => key))}, ${lacking.length} missing${first(lacking)}`,
      ];
};
