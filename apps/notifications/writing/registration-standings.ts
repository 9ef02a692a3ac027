import { Injectable } from '@nestjs/common';
import {
  GetInvitationStanding,
  GetSiteLink,
  ListInvitationStandings,
  ListReadiness,
  type RequestOf,
  type SiteReadiness,
} from '#contracts';
import { RpcClient } from '#messaging';
import { type Asked, notFound, Together } from '#platform';
import { Standings } from './delivery-facts.js';
import { type InvitationStanding } from './kind.js';

/** As many as one request may name. */
const mostAtOnce = 100;
/** So long it has for an answer about several; about each alone it has the usual time. */
const forSeveralMs = 1_000;

type About = RequestOf<typeof ListInvitationStandings>['invitations'][number];

/** Registration knows, and scheduling of sites: their answers are those that count. */
@Injectable()
export class RegistrationStandings extends Standings {
  readonly #together = new Together<About, InvitationStanding>(
    (_key, asked) => this.#askAll(asked),
    mostAtOnce,
    Infinity,
  );

  constructor(private readonly rpc: RpcClient) {
    super();
  }

  async sites(meetingId: string): Promise<readonly SiteReadiness[]> {
    return (await this.rpc.call(ListReadiness, { meetingId })).items;
  }

  async siteToken(meetingId: string, siteId: string): Promise<string> {
    return (await this.rpc.call(GetSiteLink, { meetingId, siteId })).siteToken;
  }

  async code(invitationId: string): Promise<string> {
    return (await this.rpc.call(GetInvitationStanding, { invitationId, withCode: true })).replyCode ?? '';
  }

  /** Those that are asked about in one turn make one trip; nobody waits for the trip of others. */
  get(invitationId: string, responseRevision?: number): Promise<InvitationStanding> {
    return this.#together.ask('', { invitationId, ...(responseRevision !== undefined && { responseRevision }) });
  }

  async #askAll(asked: readonly Asked<About, InvitationStanding>[]): Promise<void> {
    try {
      const invitations = asked.map(({ item }) => item);
      const { items } = await this.rpc.call(
        ListInvitationStandings,
        { invitations },
        asked.length > 1 ? { timeoutMs: forSeveralMs } : {},
      );
      asked.forEach(({ item, resolve, reject }, index) => {
        const standing = items[index]?.standing;
        if (standing !== undefined) resolve(standing);
        else reject(notFound('invitation-not-found', { values: { id: item.invitationId } }));
      });
    } catch (error) {
      if (asked.length === 1) throw error;
      // One that nothing can be said of must not keep the others from leaving.
      await Promise.all(asked.map((one) => this.#askAll([one]).catch(one.reject)));
    }
  }
}
