import { Injectable } from '@nestjs/common';
import {
  type AheadOffice,
  type AheadWhyNot,
  isSiteReached,
  ListReadiness,
  type Meeting,
  type SiteReadiness,
} from '#contracts';
import { RpcClient } from '#messaging';
import { Addressing } from '../addressing/addressing.module.js';
import { dayAt } from '../reminder/reminder.module.js';
import { whereto } from './offices.js';
import { type Step } from './steps.js';
import { whyNotReminded, whyNotUnchecked } from './verdict.js';

type Asked = { readonly meeting: Meeting; readonly isPaused: boolean; readonly provinceCode?: string | undefined };

/** Whether a site's check is on the day that a mail is about. */
const isOn = ({ next }: SiteReadiness, order: Step['order'], { timeZone }: Meeting): boolean =>
  next !== undefined && order?.kind === 'check-reminder' && dayAt(next.startsAt, timeZone) === order.to.checkedOn;

/** The sites that a mail of the schedule concerns, with where each stands now. */
@Injectable()
export class Sites {
  constructor(
    private readonly rpc: RpcClient,
    private readonly addressing: Addressing,
  ) {}

  /** In order of id. */
  async of({ kind, order, at }: Step, { meeting, isPaused, provinceCode }: Asked): Promise<AheadOffice[]> {
    const { items } = await this.rpc.call(ListReadiness, { meetingId: meeting.id });
    const concerned = items.filter(
      (site) =>
        (provinceCode === undefined || site.provinceCode === provinceCode)
        && (kind !== 'check-reminder' || isOn(site, order, meeting))
        && (order === undefined
          || (isSiteReached(order.of, site.provinceCode)
            && !(order.except ?? []).some((other) => isSiteReached(other, site.provinceCode)))),
    );
    const rows = concerned.map(async (site): Promise<AheadOffice> => {
      const reached = whereto(await this.addressing.ofSite(site.siteId, site.name, meeting.id), kind);
      const why: AheadWhyNot | undefined =
        (kind === 'check-reminder' ? whyNotReminded : whyNotUnchecked)(site, reached, { meeting, at, isPaused })
        ?? (order === undefined ? 'missed' : undefined);
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
