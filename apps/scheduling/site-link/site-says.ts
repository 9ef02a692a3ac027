import { Injectable } from '@nestjs/common';
import { type Asker, type CheckConfirmation, ConfirmSiteCheck, type RpcContract, type SitePage } from '#contracts';
import { handledBy, withAsker } from '#messaging';
import { conflict } from '#platform';
import { BookingService, CheckStore } from '../check/check.module.js';
import { SiteLinks } from './site-links.js';
import { SitePages } from './site-pages.js';
import { type SiteLink } from './site-token.js';

type Of = Pick<SiteLink, 'meetingId' | 'siteId'>;
type Confirming = {
  readonly checkId: string;
  readonly expectedRevision?: number | undefined;
  readonly present: CheckConfirmation['present'];
};

/** What a site says by its link; whatever is written of it names the site as who had it written. */
@Injectable()
export class SiteSays {
  constructor(
    private readonly links: SiteLinks,
    private readonly pages: SitePages,
    private readonly checks: CheckStore,
    private readonly booking: BookingService,
  ) {}

  /** Throws forbidden 'site-link-invalid', conflict 'site-closed', 'check-changed' and what `confirmCheck` refuses. */
  confirm(token: string, { checkId, expectedRevision, present }: Confirming): Promise<SitePage> {
    return this.#saying(ConfirmSiteCheck, token, { checkId }, async (of) => {
      await this.#assertOwn(of, checkId);
      await this.booking.confirm(checkId, { by: 'site', present }, { expectedRevision });
    });
  }

  /** Throws conflict 'check-changed' for the check of another site: the appointment that was seen is none of this one's. */
  async #assertOwn({ meetingId, siteId }: Of, checkId: string): Promise<void> {
    const own = await this.checks.list(meetingId, { siteId });
    if (!own.some(({ id }) => id === checkId)) throw conflict('check-changed', { why: checkId });
  }

  /** `about`: the ids that stand in the audit beside the site's and its meeting's. */
  async #saying(
    contract: RpcContract,
    token: string,
    about: Readonly<Record<string, string>>,
    work: (of: Of, seen: SitePage) => Promise<void>,
  ): Promise<SitePage> {
    const of = await this.links.open(token);
    const seen = await this.pages.of(of);
    const site: Asker = { kind: 'site', siteId: of.siteId };
    const say = async () => {
      if (seen.closedBecause !== undefined) throw conflict('site-closed');
      await withAsker(site, () => work(of, seen));
    };
    await (handledBy()?.trail.note(contract, site, { ...of, ...about }, say) ?? say());
    return this.pages.of(of);
  }
}
