import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { type AssignContact, type Contact, type ParsedRequestOf, type ReturnOf, type WhyNoContact } from '#contracts';
import { AppError, inBatches } from '#platform';
import { SeveralInvitationsService } from '../invitation/invitation.module.js';
import { DirectoryService, OrganisationStore, withoutBlanks } from '../organisation/organisation.module.js';
import { withContact } from './assigning.js';

const atOnce = 20;
type How = Pick<ParsedRequestOf<typeof AssignContact>, 'instead' | 'preview'> & { readonly contact: Contact };
type Outcome = 'changed' | 'left' | WhyNoContact;

/** One contact for several offices, each corrected by itself: cut short, what was asked is asked again and changes the rest. */
@Injectable()
export class AssigningService {
  constructor(
    private readonly several: SeveralInvitationsService,
    private readonly organisations: OrganisationStore,
    private readonly directory: DirectoryService,
  ) {}

  async assign({
    contact,
    instead,
    ...several
  }: ParsedRequestOf<typeof AssignContact>): Promise<ReturnOf<typeof AssignContact>> {
    const { records, next } = await this.several.chosen(several);
    const how = { instead, preview: several.preview, contact: withoutBlanks(contact) };
    const not: ReturnOf<typeof AssignContact>['not'] = [];
    const counted = { changed: 0, left: 0 };
    await inBatches(records, atOnce, async ({ id, organisation }) => {
      const outcome = await this.#assignTo(organisation.id, how);
      if (outcome === 'changed' || outcome === 'left') counted[outcome] += 1;
      else not.push({ invitationId: id, name: organisation.name, why: outcome });
    });
    return { ...counted, not, ...(next !== undefined && { next }) };
  }

  async #assignTo(organisationId: string, { contact, instead, preview }: How): Promise<Outcome> {
    const kept = (await this.organisations.kept([organisationId])).get(organisationId);
    if (kept?.merged !== undefined) return 'merged';
    if (kept === undefined || kept.removed === true) return 'refused';
    const { id: _id, ...organisation } = kept.entry;
    const contacts = withContact(organisation, contact, instead);
    if (contacts === undefined) return 'full';
    if (isDeepStrictEqual(contacts, organisation.contacts)) return 'left';
    if (preview) return 'changed';
    const corrected = { ...organisation, contacts: [...contacts] };
    try {
      await this.directory.saveOrganisation({
        organisationId,
        organisation: corrected,
        expectedRevision: kept.revision,
      });
      return 'changed';
    } catch (error) {
      return whyNot(error);
    }
  }
}

const whyNot = (error: unknown): WhyNoContact => {
  if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
  if (error.code === 'organisation-merged') return 'merged';
  return error.code === 'revision-conflict' ? 'in-hand' : 'refused';
};
