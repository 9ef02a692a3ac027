import type { ImportField, Organisation } from '#contracts';

export type Difference = { readonly field: ImportField; readonly before: string; readonly after: string };

const coordinatorOf = ({ contacts = [] }: Organisation) => contacts.find(({ role }) => role === 'coordinator');
/** What a list says of an office, by the columns that it may have. */
const texts: readonly (readonly [ImportField, (of: Organisation) => string | undefined])[] = [
  ['code', ({ code }) => code],
  ['name', ({ name }) => name.th],
  ['english-name', ({ name }) => name.en],
  ['alias', ({ aliases }) => aliases?.join(', ')],
  ['class', (of) => of.class],
  ['province', ({ provinceCode }) => provinceCode],
  ['site', ({ siteId }) => siteId],
  ['email', ({ email }) => email],
  ['phone', ({ phone }) => phone],
  ['fax', ({ fax }) => fax],
  ['contact-name', (of) => coordinatorOf(of)?.name],
  ['contact-phone', (of) => coordinatorOf(of)?.phone],
  ['contact-mobile', (of) => coordinatorOf(of)?.mobile],
  ['contact-email', (of) => coordinatorOf(of)?.email],
];

/** What a row would change of an office that is there. */
export const differencesOf = (before: Organisation, after: Organisation): Difference[] =>
  texts.flatMap(([field, of]) => {
    const [was, is] = [of(before) ?? '', of(after) ?? ''];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
