import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  EnrolOrganisations,
  EnrolSites,
  GetOrganisation,
  GetSite,
  ListOrganisations,
  SaveOrganisation,
  SaveSite,
} from '#contracts';
import { startMongo, startNats, type RunningMongo, type RunningServer } from '#testing';
import { offices, RegistrationUnderTest } from '../testing/under-test.js';

describe('the directory', () => {
  let mongo: RunningMongo;
  let nats: RunningServer;
  let registration: RegistrationUnderTest;
  let other: RegistrationUnderTest;

  beforeAll(async () => {
    mongo = await startMongo();
    nats = await startNats();
    const servers = { natsUrl: nats.url, mongoUrl: mongo.url, database: mongo.database() };
    registration = await RegistrationUnderTest.start(servers);
    other = await RegistrationUnderTest.start(servers);
    const { sites, organisations } = offices(300);
    await registration.call(EnrolSites, { sites });
    await registration.call(EnrolOrganisations, { organisations });
  });
  afterAll(async () => {
    await other.stop();
    await registration.stop();
    await nats.stop();
    await mongo.stop();
  });

  it('is listed page by page, by class, province and site', async () => {
    const ids: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await registration.call(ListOrganisations, { limit: 120, ...(after !== undefined && { after }) });
      ids.push(...page.items.map(({ id }) => id));
      if (page.next === undefined) break;
      after = page.next;
    }
    expect(ids).toEqual(offices(300).organisations.map(({ id }) => id));
    const ofProvince = await registration.call(ListOrganisations, { provinceCode: 'TH-51', limit: 1000 });
    expect(ofProvince.items).toHaveLength(75);
    expect((await registration.call(ListOrganisations, { siteId: 'th-52', class: 'revenue' })).items).toHaveLength(75);
    expect((await registration.call(ListOrganisations, { class: 'none' })).items).toEqual([]);
  });

  it('is corrected by one of two who saw the same, on any replica, and found by what it is called then', async () => {
    const organisationId = 'office-00007';
    const seen = await registration.call(GetOrganisation, { organisationId });
    const { id: _id, ...organisation } = seen.organisation;
    const save = (of: RegistrationUnderTest, alias: string) =>
      of.call(SaveOrganisation, {
        organisationId,
        organisation: { ...organisation, aliases: [alias] },
        expectedRevision: seen.revision,
      });
    const outcomes = await Promise.allSettled([save(registration, 'บ้านสวน'), save(other, 'บ้านนา')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'revision-conflict' },
    });
    const { organisation: now } = await registration.call(GetOrganisation, { organisationId });
    const found = await other.call(ListOrganisations, { q: now.aliases?.[0] ?? '' });
    expect(found.items).toEqual([now]);
    const again = await save(registration, now.aliases?.[0] ?? '');
    expect(again.organisation).toEqual(now);
  });

  it('takes a new office once, and no other’s code', async () => {
    const organisation = { ...offices(1).organisations[0]!, code: '99' };
    const { id: _id, ...content } = organisation;
    const made = await registration.call(SaveOrganisation, { organisationId: 'new', organisation: content });
    expect(await registration.call(SaveOrganisation, { organisationId: 'new', organisation: content })).toEqual(made);
    await expect(
      registration.call(SaveOrganisation, { organisationId: 'newer', organisation: content }),
    ).rejects.toMatchObject({ details: { fields: [{ field: 'organisation.code' }] } });
    await expect(registration.call(GetOrganisation, { organisationId: 'newer' })).rejects.toMatchObject({
      code: 'organisation-not-found',
    });
  });

  it('keeps a site in the province of its offices', async () => {
    const { site, revision } = await registration.call(GetSite, { siteId: 'th-50' });
    const { id: siteId, ...content } = site;
    const moved = { siteId, site: { ...content, provinceCode: 'TH-10' }, expectedRevision: revision };
    await expect(registration.call(SaveSite, moved)).rejects.toMatchObject({
      details: { fields: [{ field: 'site.provinceCode' }] },
    });
    const saved = await registration.call(SaveSite, {
      siteId,
      site: { ...content, phone: '0 5311 0000' },
      expectedRevision: revision,
    });
    expect(saved.site.phone).toBe('0 5311 0000');
  });
});
