import { Injectable } from '@nestjs/common';
import { type AheadOffice, type AheadWhyNot, isSiteReached, ListReadiness, type Meeting } from '#contracts';
import { RpcClient } from '#messaging';
import { Addressing } from '../addressing/addressing.module.js';
import { type Step } from './steps.js';
import { whyNotUnchecked } from './verdict.js';

type Asked = { readonly meeting: Meeting; readonly isPaused: boolean; readonly provinceCode?: string | undefined };

/** The sites that a mail of the schedule concerns, with where each stands now. */
@Injectable()
export class Sites {
  constructor(
    private readonly rpc: RpcClient,
    private readonly addressing: Addressing,
  ) {}

  /** In order of id. */
  async of({ order, at }: Step, { meeting, isPaused, provinceCode }: Asked): Promise<AheadOffice[]> {
    const { items } = await this.rpc.call(ListReadiness, { meetingId: meeting.id });
    const concerned = items.filter(
      (site) =>
        (provinceCode === undefined || site.provinceCode === provinceCode)
        && (order === undefined
          || (isSiteReached(order.of, site.provinceCode)
            && !(order.except ?? []).some((other) => isSiteReached(other, site.provinceCode)))),
    );
    const rows = concerned.map(async (site): Promise<AheadOffice> => {
      const { to, isBad } = await this.addressing.ofSite(site.siteId, site.name);
      const [address] = to('check-missing');
      const reached = { address, isBad: address !== undefined && isBad(address) };
      const why: AheadWhyNot | undefined =
        whyNotUnchecked(site, reached, { meeting, at, isPaused }) ?? (order === undefined ? 'missed' : undefined);
      return {
        invitationId: site.siteId,
        isSite: true,
        name: site.name,
        provinceCode: site.provinceCode,
        ...(why !== undefined && { whyNot: why }),
      };
    });
    return (await Promise.all(rows)).sort((one, other) => (one.invitationId < other.invitationId ? -1 : 1));
  }
}
