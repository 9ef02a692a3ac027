import { z } from 'zod';
import { usualLanguage } from '#words';
import { defineEvent, defineRpc } from './contract.js';
import { owners } from './rights.js';
import { Bilingual, EmailAddress, Id, Language, Line, Phone, ProvinceCode } from './words.js';

/** What a person or mailbox of an office or site is there for: official letters (งานสารบรรณ), the meeting, the equipment. */
export const ContactRole = z.enum(['saraban', 'coordinator', 'technical']).meta({ id: 'ContactRole' });
export type ContactRole = z.infer<typeof ContactRole>;
/**
 * A person or mailbox of an organisation or site. Mails go to the `email` of those whose role they are for; the office's own is its
 * first of `saraban`, a site's its first of `technical`.
 */
export const Contact = z
  .object({
    role: ContactRole,
    name: Line(200).optional(),
    phone: Phone.optional(),
    mobile: Phone.optional(),
    fax: Phone.optional(),
    email: EmailAddress.optional(),
  })
  .meta({ id: 'Contact' });
export type Contact = z.infer<typeof Contact>;
/** So many an office or a site has. */
export const mostContacts = 10;
const contacts = z.array(Contact).max(mostContacts).optional();

/** So many other names, and so many codes of before. */
export const mostAliases = 20;

/** What the ministry's own list calls an office. */
export const OfficeCode = Line(64).meta({ id: 'OfficeCode', examples: ['0303050'] });

/** A place that joins by video: a provincial hall. `email` is its technical contact's, where appointments go. */
export const Site = z
  .object({
    id: Id,
    name: Bilingual,
    provinceCode: ProvinceCode,
    email: EmailAddress.optional(),
    phone: Phone.optional(),
    contacts,
    language: Language.default(usualLanguage),
  })
  .meta({ id: 'Site' });
export type Site = z.infer<typeof Site>;

/**
 * An invited office. Its e-mail is optional: an office without one is invited by letter and reached by phone. `aliases` are
 * what people call it beside its name, `formerCodes` the codes of offices that were merged into it, `splitFrom` the office
 * that it was split from.
 */
export const Organisation = z
  .object({
    id: Id,
    class: Id,
    code: OfficeCode.optional(),
    name: Bilingual,
    aliases: z.array(Line(200)).max(mostAliases).optional(),
    formerCodes: z.array(OfficeCode).max(mostAliases).optional(),
    splitFrom: Id.optional(),
    provinceCode: ProvinceCode,
    siteId: Id,
    email: EmailAddress.optional(),
    phone: Phone.optional(),
    fax: Phone.optional(),
    contacts,
    language: Language.default(usualLanguage),
  })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof Organisation>;

export const exampleSite: Site = {
  id: 'th-50',
  name: { th: 'ศาลากลางจังหวัดเชียงใหม่', en: 'Chiang Mai Provincial Hall' },
  provinceCode: 'TH-50',
  email: 'hall@chiang-mai.example',
  language: 'th',
};
export const exampleOrganisation: Organisation = {
  id: 'th-50-revenue',
  class: 'revenue',
  name: { th: 'สำนักงานสรรพากรพื้นที่จังหวัดเชียงใหม่', en: 'Area revenue office of Chiang Mai' },
  provinceCode: 'TH-50',
  siteId: 'th-50',
  email: 'revenue@chiang-mai.example',
  language: 'th',
};
export const exampleContact: Contact = {
  role: 'coordinator',
  name: 'นางสาวตัวอย่าง ทดสอบ',
  phone: '0 5311 2222 ต่อ 123',
  mobile: '08 1000 0000',
};

export const Enrolment = z
  .object({ added: z.int().min(0), changed: z.int().min(0), unchanged: z.int().min(0) })
  .meta({ id: 'Enrolment' });

/** Up to 1,000 entries on a busy machine; they are kept in steps, and what was cut off may be sent again. */
const enrolMs = 60_000;
export const EnrolSites = defineRpc({
  subject: 'rpc.registration.v1.enrol-sites',
  http: { method: 'PUT', path: '/api/v1/sites', opens: owners, bodyLimit: 'list', timeoutMs: enrolMs },
  summary: 'Adds or changes sites, up to 1,000 at a time; all of them are parsed before any is kept',
  request: z.object({ sites: z.array(Site).min(1).max(1000) }),
  returns: Enrolment,
  example: { request: { sites: [exampleSite] }, returns: { added: 1, changed: 0, unchanged: 0 } },
});
export const EnrolOrganisations = defineRpc({
  subject: 'rpc.registration.v1.enrol-organisations',
  http: { method: 'PUT', path: '/api/v1/organisations', opens: owners, bodyLimit: 'list', timeoutMs: enrolMs },
  summary: 'Adds or changes organisations, up to 1,000 at a time; each names a site that is enrolled',
  request: z.object({ organisations: z.array(Organisation).min(1).max(1000) }),
  returns: Enrolment,
  example: {
    request: {
      organisations: [
        { ...exampleOrganisation, code: '0303050', aliases: ['สรรพากรเชียงใหม่'], contacts: [exampleContact] },
      ],
    },
    returns: { added: 1, changed: 0, unchanged: 0 },
  },
});
const RenewedLink = z.object({ invitationId: Id, linkVersion: z.int().positive() }).meta({ id: 'RenewedLink' });
export type RenewedLink = z.infer<typeof RenewedLink>;
export const SiteEnrolled = defineEvent({
  subject: 'evt.registration.v1.site-enrolled',
  summary: 'A site was added, or its name or contact changed',
  data: z.object({ site: Site }),
  example: { site: exampleSite },
});
export const OrganisationEnrolled = defineEvent({
  subject: 'evt.registration.v1.organisation-enrolled',
  summary:
    'An organisation was added, or its name or contact changed; announced meetings of its class invite it. `renewed`: invitations of it whose reply links and codes are made void by that, and the versions that hold instead; each has an invitation with the new one at every address of its',
  data: z.object({ organisation: Organisation, renewed: z.array(RenewedLink).optional() }),
  example: { organisation: exampleOrganisation },
});

/** So many offices of a list are told of at once. */
export const mostEnrolledAtOnce = 250;
export const OrganisationsEnrolled = defineEvent({
  subject: 'evt.registration.v1.organisations-enrolled',
  summary:
    'A list of offices added or changed these organisations; each comes with its own revision. What follows is the same as for one',
  data: z.object({
    organisations: z
      .array(z.object({ organisation: Organisation, revision: z.int().positive() }))
      .min(1)
      .max(mostEnrolledAtOnce),
  }),
  example: { organisations: [{ organisation: exampleOrganisation, revision: 1 }] },
});
