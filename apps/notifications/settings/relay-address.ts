/** A mail server as the configuration names it. People know it by `name`, its host, never by its address with the password. */
export type RelayAddress = {
  readonly name: string;
  readonly url: string;
  /** How many mails a minute it takes at most; any number where nothing is said. */
  readonly perMinute?: number;
};

/** What is wrong with the addresses of mail servers, in words that repeat none of them: they hold passwords. */
export class RelayAddressProblem extends Error {}

/** A comma or blank before the next address separates; one in a password does not. */
const between = /[\s,]+(?=smtps?:\/\/)/i;
const rateName = 'rate';

const rateOf = (said: string | null): number | undefined => {
  if (said === null) return undefined;
  if (/^[1-9]\d{0,5}$/.test(said)) return Number(said);
  throw new RelayAddressProblem('has a rate that is no number of mails a minute');
};

const addressOf = (text: string): RelayAddress => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    throw new RelayAddressProblem('is no address of a mail server');
  const perMinute = rateOf(url.searchParams.get(rateName));
  url.searchParams.delete(rateName);
  return { name: url.host, url: url.href, ...(perMinute !== undefined && { perMinute }) };
};

/** One or several, in order of preference. Throws RelayAddressProblem. */
export const relayAddresses = (setting: string): readonly RelayAddress[] => {
  const addresses = setting.trim().split(between).map(addressOf);
  if (new Set(addresses.map(({ name }) => name)).size < addresses.length)
    throw new RelayAddressProblem('names one mail server twice');
  return addresses;
};
