import { type Organisation } from '#contracts';
import { type SeededRandom } from './random.js';

/** By then an address that was bad is mended. */
const mendedBy = '2016-11-10T00:00:00.000Z';

/** Nobody who is in another act: some that never answer, and some that do once their address is mended. */
export const addressesOf = (
  { silent, answering }: { readonly silent: readonly Organisation[]; readonly answering: readonly Organisation[] },
  {
    first,
    isFree,
  }: { readonly first: ReadonlyMap<string, string>; readonly isFree: (office: Organisation) => boolean },
  random: SeededRandom,
) => {
  const [one, two, ...others] = random.shuffle(silent.filter(isFree)).map(({ id }) => id);
  const free = random.shuffle(answering.filter(isFree)).map(({ id }) => id);
  const late = free.filter((id) => (first.get(id) ?? '') > mendedBy);
  const mended = late.slice(0, 3);
  const [a = '', b = '', c = '', d = '', e = '', wrong = ''] = free.filter((id) => !late.includes(id));
  if (one === undefined || two === undefined || mended.length < 3 || wrong === '')
    throw new RangeError('too few offices for what befalls mails');
  return {
    unreachable: [one, two, ...others.slice(0, 2)],
    mended,
    weekend: { once: [a, b, c], twice: [d, e], wrong },
    called: [
      { organisationId: one, outcome: 'wrong-number' as const },
      { organisationId: others.at(-1) ?? two, outcome: 'no-answer' as const },
    ],
  };
};
