import { z } from 'zod';
import { defineEvent, defineRpc } from './contract.js';
import { exampleSite } from './organisation.js';
import { andFocalPoints, checkers, readers } from './rights.js';
import { DossierGap, DossierPart, emptyDossier, exampleDossier, missingOf, SiteDossier } from './site-dossier.js';
import { Bilingual, ExpectedRevision, Id, Instant, ProvinceCode, StaffId } from './words.js';

const site = { siteId: Id, name: Bilingual, provinceCode: ProvinceCode, missing: z.array(DossierGap) };
const written = { changedAt: Instant.optional(), changedBy: z.string().max(64).optional() };

/** Why what was measured of a site's link before says nothing of it any more. */
export const LinkChange = z
  .object({ at: Instant, because: z.enum(['equipment', 'systems']) })
  .meta({ id: 'LinkChange' });
export type LinkChange = z.infer<typeof LinkChange>;

/** A site's dossier; of one that nobody has written yet the revision is 0. `withheld`: how many persons stand in it for whoever may not see them. */
export const KeptDossier = z
  .object({
    ...site,
    dossier: SiteDossier,
    linkChanged: LinkChange.optional(),
    withheld: z.object({ presiding: z.boolean(), technicians: z.int().min(0) }).optional(),
    ...written,
    revision: z.int().min(0),
  })
  .meta({ id: 'KeptDossier' });
export type KeptDossier = z.infer<typeof KeptDossier>;

/** A site in the list of dossiers. */
export const ListedDossier = z
  .object({ ...site, linkChanged: LinkChange.optional(), ...written, revision: z.int().min(0) })
  .meta({ id: 'ListedDossier' });
export type ListedDossier = z.infer<typeof ListedDossier>;

const { id: siteId, name, provinceCode } = exampleSite;
const by = 'staff-vc';
const kept: KeptDossier = {
  siteId,
  name,
  provinceCode,
  dossier: exampleDossier,
  missing: missingOf(exampleDossier),
  changedAt: '2016-11-08T03:00:00.000Z',
  changedBy: by,
  revision: 1,
};
const { dossier: _dossier, ...listed } = kept;

export const ListSiteDossiers = defineRpc({
  subject: 'rpc.scheduling.v1.list-site-dossiers',
  http: { method: 'GET', path: '/api/v1/site-dossiers', opens: andFocalPoints(readers) },
  summary: 'Every site with what its dossier lacks, in order of province; a focal point sees those of its province',
  request: z.object({}),
  returns: z.object({ items: z.array(ListedDossier) }),
  example: {
    request: {},
    returns: {
      items: [listed, { siteId: 'th-51', name, provinceCode, missing: missingOf(emptyDossier), revision: 0 }],
    },
  },
});
export const GetSiteDossier = defineRpc({
  subject: 'rpc.scheduling.v1.get-site-dossier',
  http: { method: 'GET', path: '/api/v1/sites/:siteId/dossier', opens: andFocalPoints(readers) },
  summary:
    'What is known of a site and what is missing of it; persons are withheld from whoever neither checks sites nor enters answers',
  request: z.object({ siteId: Id }),
  returns: KeptDossier,
  example: { request: { siteId }, returns: kept },
});
export const SaveSiteDossier = defineRpc({
  subject: 'rpc.scheduling.v1.save-site-dossier',
  http: { method: 'PUT', path: '/api/v1/sites/:siteId/dossier', opens: andFocalPoints(checkers), staffIn: 'changedBy' },
  summary:
    'Writes a site’s dossier if it is still as it was seen; what is left out of it goes. Other equipment, or a way in that is another one or gone, makes the last passed check stale, unless `onlyCorrects` says that the device is the same and was written down wrong',
  request: z.object({
    siteId: Id,
    dossier: SiteDossier,
    onlyCorrects: z.boolean().optional(),
    expectedRevision: ExpectedRevision,
    changedBy: StaffId,
  }),
  returns: KeptDossier,
  example: { request: { siteId, dossier: exampleDossier, changedBy: by }, returns: kept },
});

export const SiteDossierChanged = defineEvent({
  subject: 'evt.scheduling.v1.site-dossier-changed',
  summary:
    'What is known of a site changed, in these parts; `linkChanged`: since when its last passed check says nothing of its link any more',
  data: z.object({
    siteId: Id,
    changed: z.array(DossierPart),
    dossier: SiteDossier,
    linkChanged: LinkChange.optional(),
  }),
  example: { siteId, changed: ['technicians', 'systems'], dossier: exampleDossier },
});
