import { ListInvitations } from '#contracts';
import { type MailSink } from '#testing';
import { replyTokenIn } from '../run/reply-link.js';
import { type ApiClient } from './api-client.js';
import { type ListedOffice } from './plot.js';

type Known = { readonly invitationId: string; readonly organisationId: string };

/** How Sala names the offices of the script, and the reply links that they have in their mails. */
export class Invited {
  readonly #known = new Map<string, Known>();
  readonly #scriptId = new Map<string, string>();
  readonly #codes: ReadonlyMap<string, string>;

  constructor(
    private readonly stage: {
      readonly coordinator: ApiClient;
      readonly meetingId: string;
      readonly offices: readonly ListedOffice[];
      readonly sink: MailSink;
    },
  ) {
    this.#codes = new Map(stage.offices.map(({ code, id }) => [code, id]));
  }

  /** Looked up once: an invitation is its office's for good. */
  async learn(): Promise<void> {
    if (this.#known.size > 0) return;
    const { coordinator, meetingId } = this.stage;
    for (const { id, organisation } of await coordinator.all(ListInvitations, { meetingId })) {
      const own = this.#codes.get(organisation.code ?? '');
      if (own === undefined) throw new Error(`${organisation.id} is invited and in no list`);
      this.#known.set(own, { invitationId: id, organisationId: organisation.id });
      this.#scriptId.set(id, own);
    }
  }

  invitationId(office: string): string {
    return this.#of(office).invitationId;
  }

  organisationId(office: string): string {
    return this.#of(office).organisationId;
  }

  /** What the script calls the office of an invitation. */
  officeOf(invitationId: string): string {
    return this.#scriptId.get(invitationId) ?? invitationId;
  }

  /** The links that came to an address, the newest last. */
  tokensAt(address: string): string[] {
    return this.stage.sink.messages.flatMap(({ to, parsed }) => {
      const isInvitation = parsed.headers.get('x-sala-kind') === 'invitation' && to[0] === address;
      const token = isInvitation ? replyTokenIn(parsed.text ?? '') : undefined;
      return token === undefined ? [] : [token];
    });
  }

  #of(office: string): Known {
    const known = this.#known.get(office);
    if (known === undefined) throw new Error(`${office} is not invited`);
    return known;
  }
}
