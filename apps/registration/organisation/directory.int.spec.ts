import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  EnrolOrganisations,
  EnrolSites,
  GetOrganisation,
  GetSite,
  ListHolidays,
  ListOrganisations,
  PutHoliday,
  RemoveHoliday,
  SaveOrganisation,
  SaveSite,
} from '#contracts';
import { connectMongo } from '#persistence';
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

  it('knows the days off, and what staff made of them', async () => {
    const of = { from: '2016-10-10', to: '2016-10-31' };
    const days = async (from: RegistrationUnderTest) =>
      (await from.call(ListHolidays, of)).items.map(({ day, kind }) => `${day} ${kind}`);
    expect(await days(registration)).toEqual(['2016-10-14 cabinet', '2016-10-23 public', '2016-10-24 in-lieu']);
    const own = { day: '2559-10-17', name: { th: 'งานประจำปี' }, kind: 'own' } as const;
    await Promise.all([registration, other].map((each) => each.call(PutHoliday, own)));
    await other.call(RemoveHoliday, { day: '2016-10-24' });
    await other.call(RemoveHoliday, { day: '2016-10-25' });
    expect(await days(registration)).toEqual(['2016-10-14 cabinet', '2016-10-17 own', '2016-10-23 public']);
    await registration.call(RemoveHoliday, { day: own.day });
    expect(await days(other)).toEqual(['2016-10-14 cabinet', '2016-10-23 public']);
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

  it('knows a code however it is written: made, corrected or enrolled', async () => {
    const { id: _id, ...content } = { ...offices(1).organisations[0]!, code: 'กษ 0๙9' };
    const save = (organisationId: string, code: string, expectedRevision?: number) =>
      registration.call(SaveOrganisation, {
        organisationId,
        organisation: { ...content, name: { th: organisationId }, code },
        ...(expectedRevision !== undefined && { expectedRevision }),
      });
    const taken = {
      details: { fields: [{ field: 'organisation.code', code: 'code-of-another', params: { name: 'has-it' } }] },
    };
    await save('has-it', 'กษ ๐๙9');
    await expect(save('wants-it', 'กษ  099')).rejects.toMatchObject(taken);
    const wants = await save('wants-it', 'a-100');
    await expect(save('wants-it', 'กษ ๐๙๙', wants.revision)).rejects.toMatchObject(taken);
    const respelt = await save('wants-it', 'A-๑๐๐', wants.revision);
    expect(respelt.organisation.code).toBe('A-๑๐๐');
    const enrol = (id: string, code: string) =>
      other.call(EnrolOrganisations, { organisations: [{ ...content, id, code }] });
    await expect(enrol('listed', 'กษ 099')).rejects.toMatchObject({
      details: { fields: [{ field: 'organisations.0.code', code: 'code-of-another' }] },
    });
    const both = await Promise.allSettled([enrol('at-once-1', 'b-๑'), save('at-once-2', 'B-1')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('gives a code to one of two offices that want it at once, on any replica, and says to the other whose it is', async () => {
    const { id: _id, ...content } = { ...offices(1).organisations[0]!, code: 'wanted-once' };
    const save = (of: RegistrationUnderTest, organisationId: string) =>
      of.call(SaveOrganisation, { organisationId, organisation: { ...content, name: { th: organisationId } } });
    const outcomes = await Promise.allSettled([save(registration, 'quick'), save(other, 'slow')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const winner = outcomes[0]?.status === 'fulfilled' ? 'quick' : 'slow';
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: {
        details: { fields: [{ field: 'organisation.code', code: 'code-of-another', params: { name: winner } }] },
      },
    });

    const listOf = (prefix: string) =>
      Array.from({ length: 120 }, (_, at) => ({ ...content, id: `${prefix}-${at}`, code: `many-${at}` }));
    const lists = await Promise.allSettled([
      registration.call(EnrolOrganisations, { organisations: listOf('one') }),
      other.call(EnrolOrganisations, { organisations: listOf('two') }),
    ]);
    expect(lists.some(({ status }) => status === 'rejected')).toBe(true);
    const found = await registration.call(ListOrganisations, { q: 'many-', limit: 1000 });
    const codes = found.items.map(({ code }) => code);
    expect([codes.length, new Set(codes).size]).toEqual([120, 120]);
  });

  it('hands codes on between the offices of one list', async () => {
    const [one, two] = offices(2).organisations.map((each, at) => ({ ...each, id: `swap-${at}`, code: `swap-${at}` }));
    await registration.call(EnrolOrganisations, { organisations: [one!, two!] });
    const swapped = [
      { ...one!, code: two!.code },
      { ...two!, code: one!.code },
    ];
    expect(await registration.call(EnrolOrganisations, { organisations: swapped })).toMatchObject({ changed: 2 });
    expect((await other.call(ListOrganisations, { q: 'swap-' })).items).toEqual(swapped);
    await expect(
      other.call(EnrolOrganisations, { organisations: [{ ...one!, id: 'swap-2', code: 'swap-0' }] }),
    ).rejects.toMatchObject({ details: { fields: [{ field: 'organisations.0.code', code: 'code-of-another' }] } });
  });

  it('starts with codes of before that two offices have, and refuses them from then on', async () => {
    const database = mongo.database();
    const connection = await connectMongo(mongo.url, database);
    const { sites, organisations } = offices(3);
    const old = organisations.map(({ id, ...each }, at) => ({
      ...each,
      _id: id,
      code: ['twice ๑', 'Twice 1'][at] ?? 'once',
      revision: 1,
      outbox: [],
    }));
    await connection.collection<{ _id: string }>('organisations').insertMany(old);
    await connection.close();
    const ownNats = await startNats();
    const later = await RegistrationUnderTest.start({ natsUrl: ownNats.url, mongoUrl: mongo.url, database });
    try {
      await later.call(EnrolSites, { sites });
      expect((await later.call(ListOrganisations, { q: 'twice' })).items).toHaveLength(2);
      const enrol = (code: string) =>
        later.call(EnrolOrganisations, { organisations: [{ ...organisations[0]!, id: 'new-one', code }] });
      await expect(enrol('ONCE')).rejects.toMatchObject({ code: 'invalid-input' });
      await expect(enrol('twice 1')).rejects.toMatchObject({ code: 'invalid-input' });
      const mended = { ...organisations[1]!, code: 'another' };
      expect(await later.call(EnrolOrganisations, { organisations: [mended] })).toMatchObject({ changed: 1 });
    } finally {
      await later.stop();
      await ownNats.stop();
    }
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
