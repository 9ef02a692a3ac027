/** Services that are not for official letters; offices have had mailboxes of their own to use since 2550. */
const freeMail =
  /^(gmail|googlemail|hotmail|outlook|live|msn|windowslive|yahoo|ymail|rocketmail|icloud|me|aol|gmx|mail|proton|protonmail|chaiyo|thaimail|sanook)\.(com|co\.th|co\.uk|net|me|de|in\.th)$/;

/** The domain of an address at a free mail service. */
export const freeMailDomain = (address: string): string | undefined => {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return freeMail.test(domain) ? domain : undefined;
};
