import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  FindByReplyCode,
  GetInvitationStanding,
  GetOrganisation,
  GetReplyForm,
  ListInvitations,
  OpenByReplyCode,
  RecordReply,
  RenewReplyLink,
  replyCodeText,
  SaveOrganisation,
} from '#contracts';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { DirectoryService } from '../organisation/organisation.module.js';
import { ReplyLinks } from '../reply-link/reply-link.module.js';
import { meetingId, RegistrationUnderTest } from '../testing/under-test.js';
import { InvitationStore, ReplyCodes } from './invitation.module.js';

jest.setTimeout(120_000);

describe('the codes that stand on letters', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let replicas: RegistrationUnderTest[];
  let ids: string[];
  const first = () => replicas[0]!;
  const codeOf = async (id: string, replica = first()): Promise<string> =>
    replica.service.app.get(ReplyCodes).of(await replica.service.app.get(InvitationStore).get(id));
  const unknown = expect.objectContaining({ kind: 'not-found', code: 'reply-code-unknown' });

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    const servers = { natsUrl: nats.url, mongoUrl: mongo.url, database: mongo.database() };
    replicas = [await RegistrationUnderTest.start(servers), await RegistrationUnderTest.start(servers)];
    await first().announceTo(12);
    await eventually(async () => (await first().list()).length === 12);
    await eventually(() => first().idle());
    ids = (await first().list()).map(({ id }) => id);
  });
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await nats.stop();
    await mongo.stop();
  });

  it('are one an invitation, whichever replica is asked, and each opens its own page', async () => {
    const asked = await Promise.all(
      ids.flatMap((id) => replicas.flatMap((replica) => [codeOf(id, replica), codeOf(id, replica)])),
    );
    expect(new Set(asked).size).toBe(ids.length);
    for (const id of ids.slice(0, 3)) {
      const { replyToken } = await first().call(OpenByReplyCode, {
        replyCode: replyCodeText(await codeOf(id)).toLowerCase(),
      });
      expect((await first().call(GetReplyForm, { replyToken })).invitation.id).toBe(id);
      expect((await first().call(FindByReplyCode, { replyCode: await codeOf(id) })).id).toBe(id);
    }
  });

  it('open nothing before anybody asked for them, and stay what they are when the office answers', async () => {
    const { replyToken } = await first().call(OpenByReplyCode, { replyCode: await codeOf(ids[0]!) });
    const before = await codeOf(ids[0]!);
    await first().call(RecordReply, { replyToken, content: { answer: 'decline', attendees: [] } });
    expect(await codeOf(ids[0]!)).toBe(before);
    const { items } = await first().call(ListInvitations, { meetingId });
    expect(JSON.stringify(items)).not.toContain('codeAttempt');
  });

  it('are void with the links once the office’s address is corrected, if that is asked for, and only then', async () => {
    const invited = (await first().list()).filter(({ id }) => ids.slice(3, 5).includes(id));
    const correct = async (organisationId: string, email: string, voidLinks: boolean) => {
      const { organisation, revision } = await first().call(GetOrganisation, { organisationId });
      const { id: _id, ...content } = organisation;
      const asked = { organisationId, organisation: { ...content, email }, expectedRevision: revision, voidLinks };
      await first().call(SaveOrganisation, asked);
      return asked;
    };
    for (const [index, { id, organisation }] of invited.entries()) {
      const voids = index === 0;
      const [code, replyToken] = [await codeOf(id), await first().replyToken(id)];
      const asked = await correct(organisation.id, `right-${index}@chiang-mai.example`, voids);
      const now = await first().replyToken(id);
      expect(now === replyToken).toBe(!voids);
      expect((await first().call(GetReplyForm, { replyToken: now })).invitation.id).toBe(id);
      expect((await codeOf(id)) === code).toBe(!voids);
      if (voids) await expect(first().call(GetReplyForm, { replyToken })).rejects.toMatchObject({ kind: 'forbidden' });
      // Pressed twice it is done once; to the same address nothing is corrected.
      await first()
        .call(SaveOrganisation, asked)
        .catch(() => undefined);
      await correct(organisation.id, asked.organisation.email, true);
      expect(await first().replyToken(id)).toBe(now);
    }
  });

  it('are void also where a contact’s address is corrected, and stay where one is only added', async () => {
    const { id, organisation } = (await first().list()).find((each) => each.id === ids[5])!;
    const listed = async (email: string, voidLinks: boolean) => {
      const { organisation: kept, revision } = await first().call(GetOrganisation, { organisationId: organisation.id });
      const { id: _id, ...content } = kept;
      const contacts = [{ role: 'coordinator' as const, email }];
      const asked = {
        organisationId: organisation.id,
        organisation: { ...content, contacts },
        expectedRevision: revision,
      };
      await first().call(SaveOrganisation, { ...asked, voidLinks });
      return first().replyToken(id);
    };
    const before = await first().replyToken(id);
    expect(await listed('person@chiang-mai.example', true)).toBe(before);
    expect(await listed('PERSON@chiang-mai.example', true)).toBe(before);
    const after = await listed('other@chiang-mai.example', true);
    expect(after).not.toBe(before);
    expect(await listed('third@chiang-mai.example', false)).toBe(after);
  });

  it('are void by the one of two corrections that is kept, once; and by one after which the service was cut off', async () => {
    const { id, organisation } = (await first().list()).find((each) => each.id === ids[6])!;
    const correction = async (email: string) => {
      const asked = { organisationId: organisation.id };
      const { organisation: kept, revision } = await first().call(GetOrganisation, asked);
      const { id: _id, ...content } = kept;
      return { ...asked, organisation: { ...content, email }, expectedRevision: revision };
    };
    const version = async () => (await first().call(GetInvitationStanding, { invitationId: id })).linkVersion;
    for (const round of [1, 2, 3]) {
      const before = await version();
      const asked = await Promise.all(
        ['one', 'other'].map((name) => correction(`${name}-${round}@chiang-mai.example`)),
      );
      const outcomes = await Promise.allSettled(
        replicas.map((replica, index) => replica.call(SaveOrganisation, { ...asked[index]!, voidLinks: true })),
      );
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      await eventually(() => first().idle());
      expect(await version()).toBe(before + 1);
    }
    const renewed = [{ invitationId: id, linkVersion: (await version()) + 1 }];
    const cutOff = await correction('last@chiang-mai.example');
    await first().service.app.get(DirectoryService).saveOrganisation(cutOff, renewed);
    await eventually(async () => (await version()) === renewed[0]!.linkVersion);
  });

  it('are void once the link is renewed, and the new one opens the page', async () => {
    const before = await codeOf(ids[1]!);
    await first().call(RenewReplyLink, { invitationId: ids[1]! });
    await expect(first().call(OpenByReplyCode, { replyCode: before })).rejects.toEqual(unknown);
    const after = await codeOf(ids[1]!);
    expect(after).not.toBe(before);
    const { replyToken } = await first().call(OpenByReplyCode, { replyCode: after });
    expect((await first().call(GetReplyForm, { replyToken })).invitation.id).toBe(ids[1]);
  });

  it('are never two invitations’: the database refuses the second, which gets its next', async () => {
    const links = first().service.app.get(ReplyLinks);
    const store = first().service.app.get(InvitationStore);
    await first().call(RenewReplyLink, { invitationId: ids[2]! });
    await first().call(RenewReplyLink, { invitationId: ids[3]! });
    const [holder, asker] = [await store.get(ids[2]!), await store.get(ids[3]!)];
    const wanted = links.code({ invitationId: asker.id, version: asker.linkVersion }, 0);
    expect(await store.keepCode(holder, { key: links.codeKey(wanted), attempt: 7 })).toBe('kept');
    expect(await codeOf(asker.id)).toBe(links.code({ invitationId: asker.id, version: asker.linkVersion }, 1));
  });
});
