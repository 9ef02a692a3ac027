import { type DeliveryFailure } from '#contracts';
import { sameAddress, verdictOf } from '../mail/mail.module.js';
import { type Reported } from './report.js';

/** What a report says of an address: whether the mail is on its way still, arrived, or came back, why, and whether there is nobody. */
export type Meaning =
  | { readonly is: 'delayed' | 'arrived' }
  | { readonly is: 'failed'; readonly failure: DeliveryFailure; readonly nobodyThere: boolean };

export const withoutAddresses = (text: string): string =>
  text
    .replace(/[^\s<>@]{1,64}@[^\s<>@]{1,255}/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);

/** As the same words would mean in the dialogue with the server: a 550 there and a report are the same fact. */
export const meaningOf = ({ action, status, said }: Reported): Meaning => {
  if (action !== 'failed') return { is: action };
  // The server's patience is exhausted: that says nothing of the address.
  if (!status.startsWith('5')) return { is: 'failed', failure: 'temporary', nobodyThere: false };
  const [code = '550'] = /\b5\d\d\b(?!\.)/.exec(said) ?? [];
  const verdict = verdictOf('recipient', { code: Number(code), status, text: withoutAddresses(said) });
  switch (verdict.about) {
    case 'address':
      return { is: 'failed', failure: 'permanent', nobodyThere: verdict.bad };
    case 'moment':
      return { is: 'failed', failure: 'temporary', nobodyThere: false };
    case 'us':
    case 'message':
      return { is: 'failed', failure: 'technical', nobodyThere: false };
    default:
      return verdict satisfies never;
  }
};

/** `elsewhere`: it reports on addresses that our mail did not go to, as where an office passes its mail on. */
export type Bounce =
  | { readonly is: 'arrived' | 'delayed' | 'elsewhere'; readonly said: string }
  | {
      readonly is: 'failed';
      readonly failure: DeliveryFailure;
      readonly nobodyThere: boolean;
      /** Status and words, without addresses. */
      readonly said: string;
    };

const rank: Readonly<Record<Meaning['is'], number>> = { failed: 2, arrived: 1, delayed: 0 };

/** What reports say of a mail that went to these addresses. One that names no address speaks of the mail that it came back for. */
export const bounceOf = (reports: readonly Reported[], addresses: readonly string[]): Bounce => {
  const own = reports.filter(
    ({ recipients }) =>
      recipients.length === 0 || recipients.some((each) => addresses.some((address) => sameAddress(each, address))),
  );
  const said = ({ status, said: words }: Reported): string =>
    withoutAddresses(words.includes(status) ? words : `${status} ${words}`);
  const [worst] = own
    .map((report) => ({ meaning: meaningOf(report), said: said(report) }))
    .toSorted((one, other) => rank[other.meaning.is] - rank[one.meaning.is]);
  if (worst === undefined) return { is: 'elsewhere', said: reports[0] === undefined ? '' : said(reports[0]) };
  return { ...worst.meaning, said: worst.said };
};
