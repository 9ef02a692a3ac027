import { z } from 'zod';
import { usualLanguage } from '#words';
import { defineRpc } from './contract.js';
import { exampleFile, FileMade } from './file.js';
import { exampleOrganisation, exampleSite, OfficeCode, Organisation, Site } from './organisation.js';
import { owners } from './rights.js';
import {
  Bilingual,
  ExpectedRevision,
  Id,
  Instant,
  Language,
  LineOrBlank,
  pageOf,
  PageRequest,
  ProvinceCode,
} from './words.js';

export const NamedOffice = z.object({ id: Id, name: Bilingual }).meta({ id: 'NamedOffice' });

/** An entry of the directory as it is kept, and the revision to change it by. */
export const KeptOrganisation = z
  .object({
    organisation: Organisation,
    revision: z.int().positive(),
    /** Of one that was merged into another: into which, when and why. It stands in no list and is invited no more. */
    merged: z.object({ into: NamedOffice, at: Instant, reason: z.string() }).optional(),
    /** Offices that were merged into this one, the last first. */
    holds: z.array(NamedOffice.extend({ code: OfficeCode.optional(), at: Instant, reason: z.string() })).optional(),
  })
  .meta({ id: 'KeptOrganisation' });
export const KeptSite = z.object({ site: Site, revision: z.int().positive() }).meta({ id: 'KeptSite' });

const organisationId = exampleOrganisation.id;
const siteId = exampleSite.id;
const { id: _organisationId, ...organisation } = exampleOrganisation;
const { id: _siteId, ...site } = exampleSite;

const filter = {
  q: LineOrBlank(200).optional(),
  class: Id.optional(),
  provinceCode: ProvinceCode.optional(),
  siteId: Id.optional(),
};

export const ListOrganisations = defineRpc({
  subject: 'rpc.registration.v1.list-organisations',
  http: { method: 'GET', path: '/api/v1/organisations', opens: owners },
  summary:
    'A page of the directory’s organisations in order of their ids; `q` finds parts of names, aliases, codes and what a province is called',
  request: z.object(filter).extend(PageRequest.shape),
  returns: pageOf(Organisation),
  example: { request: { q: 'สรรพากร ชม' }, returns: { items: [exampleOrganisation] } },
});
export const GetOrganisation = defineRpc({
  subject: 'rpc.registration.v1.get-organisation',
  http: { method: 'GET', path: '/api/v1/organisations/:organisationId', opens: owners },
  summary: 'An organisation of the directory with its contacts, and the revision to change it by',
  request: z.object({ organisationId: Id }),
  returns: KeptOrganisation,
  example: { request: { organisationId }, returns: { organisation: exampleOrganisation, revision: 3 } },
});
export const SaveOrganisation = defineRpc({
  subject: 'rpc.registration.v1.save-organisation',
  http: { method: 'PUT', path: '/api/v1/organisations/:organisationId', opens: owners },
  summary:
    'Changes one organisation if it is still as it was seen; what is left out of it goes. Without a revision it is a new one. Invitations that it has follow. `voidLinks`: where an e-mail address of it or of its contacts is another one now or gone, the reply links and codes that it got for meetings to come open nothing any more, and it gets its invitations with new ones at every address that it has',
  request: z.object({
    organisationId: Id,
    organisation: Organisation.omit({ id: true }),
    expectedRevision: ExpectedRevision,
    voidLinks: z.boolean().optional(),
  }),
  returns: KeptOrganisation,
  example: {
    request: { organisationId, organisation, expectedRevision: 3 },
    returns: { organisation: exampleOrganisation, revision: 4 },
  },
});
export const ExportOrganisations = defineRpc({
  subject: 'rpc.registration.v1.export-organisations',
  http: {
    method: 'GET',
    path: '/api/v1/organisation-lists/:format',
    opens: owners,
    answer: 'file',
    timeoutMs: 120_000,
  },
  summary:
    'The directory, or what of it is found, as a list with the columns of an import: imported as it is, it changes nothing',
  request: z.object({ format: z.enum(['xlsx', 'csv']), language: Language.default(usualLanguage), ...filter }),
  returns: FileMade,
  example: { request: { format: 'xlsx', class: 'revenue' }, returns: exampleFile },
});
export const ListSites = defineRpc({
  subject: 'rpc.registration.v1.list-sites',
  http: { method: 'GET', path: '/api/v1/sites', opens: owners },
  summary: 'Every site of the directory, in order of province and id: a country has some hundred',
  request: z.object({}),
  returns: z.object({ items: z.array(Site) }),
  example: { request: {}, returns: { items: [exampleSite] } },
});
export const GetSite = defineRpc({
  subject: 'rpc.registration.v1.get-site',
  http: { method: 'GET', path: '/api/v1/sites/:siteId', opens: owners },
  summary: 'A site of the directory with its contacts, and the revision to change it by',
  request: z.object({ siteId: Id }),
  returns: KeptSite,
  example: { request: { siteId }, returns: { site: exampleSite, revision: 2 } },
});
export const SaveSite = defineRpc({
  subject: 'rpc.registration.v1.save-site',
  http: { method: 'PUT', path: '/api/v1/sites/:siteId', opens: owners },
  summary:
    'Changes one site if it is still as it was seen; what is left out of it goes. Without a revision it is a new one. A site with organisations stays in its province',
  request: z.object({ siteId: Id, site: Site.omit({ id: true }), expectedRevision: ExpectedRevision }),
  returns: KeptSite,
  example: { request: { siteId, site, expectedRevision: 2 }, returns: { site: exampleSite, revision: 3 } },
});
