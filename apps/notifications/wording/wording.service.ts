import { Injectable } from '@nestjs/common';
import {
  type FieldProblem,
  GetMeeting,
  type MailWording,
  MailsSteered,
  type Meeting,
  type ParsedRequestOf,
  type PreviewMailWording,
  type SaveMailWording,
  WordedKind,
  type WordingState,
} from '#contracts';
import { askedBy, RpcClient } from '#messaging';
import { OutboxRelay } from '#outbox';
import { type Fact, fact } from '#persistence';
import { Clock, conflict, invalid } from '#platform';
import { languages, placeholderWordsOf, textIn } from '#words';
import {
  defaultWords,
  letterCases,
  type MailBody,
  MailTemplates,
  placeholdersOf,
  wrongWords,
} from '../mail/mail.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ContactStore, RecipientStore } from '../recipient/recipient.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { sampleOf } from './sample.js';
import { isSame, type Words } from './wording.js';
import { type Letter, WordingStore } from './wording.store.js';
import { Wordings } from './wordings.js';

type Saving = Omit<ParsedRequestOf<typeof SaveMailWording>, keyof Words> & { readonly words?: Words };

/** Puts a meeting's letters in other words, for its history. */
@Injectable()
export class WordingService {
  readonly #publicUrl: string;

  constructor(
    private readonly store: WordingStore,
    private readonly wordings: Wordings,
    private readonly meetings: MeetingStore,
    private readonly recipients: RecipientStore,
    private readonly contacts: ContactStore,
    private readonly templates: MailTemplates,
    private readonly rpc: RpcClient,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
    @InjectConfig() config: NotificationsConfig,
  ) {
    this.#publicUrl = config.SALA_PUBLIC_URL.replace(/\/$/, '');
  }

  /** @throws not-found 'meeting-not-found' */
  async list(meetingId: string): Promise<{ readonly items: WordingState[] }> {
    const meeting = await this.meeting(meetingId);
    const items = WordedKind.options.flatMap((kind) =>
      languages.map((language) => this.#state(meeting, { meetingId, kind, language })),
    );
    return { items: await Promise.all(items) };
  }

  async get(letter: Letter): Promise<MailWording> {
    const { meetingId, kind, language } = letter;
    const meeting = await this.meeting(meetingId);
    const [state, current, versions] = await Promise.all([
      this.#state(meeting, letter),
      this.wordings.of(meeting, kind, language),
      this.store.versions(letter),
    ]);
    const hasFax = meeting.fax !== undefined;
    const usual = defaultWords(kind, language, hasFax);
    const { subject, text } = current ?? usual;
    const { values, parts } = placeholdersOf(kind, language, hasFax);
    const shown = placeholderWordsOf(language);
    const { variants, extras = [] } = letterCases[kind];
    return {
      ...state,
      meetingId,
      words: { subject, text },
      usual: { subject: usual.subject, text: usual.text },
      placeholders: [
        ...parts.map((each) => ({ ...shown[each], isPart: true })),
        ...values.map((each) => ({ ...shown[each], isPart: false })),
      ],
      cases: [...variants, ...extras],
      versions,
    };
  }

  /**
   * Takes these words, or with none Sala's again. The same again changes nothing.
   * @throws invalid 'invalid-input', conflict 'revision-conflict' where somebody else has changed them since
   */
  async take({ words, expectedVersion, changedBy, ...letter }: Saving): Promise<MailWording> {
    const { meetingId, kind, language } = letter;
    const meeting = await this.meeting(meetingId);
    if (words !== undefined) this.#mustFit(letter, meeting, words);
    const current = await this.wordings.current(meeting, kind, language);
    const before = current?.head.own === true ? await this.wordings.words(current.head) : undefined;
    if (isSame(before, words)) return this.get(letter);
    const version = current?.from === meetingId ? current.head.version : 0;
    if (version !== expectedVersion) throw conflict('revision-conflict', { why: `${kind} ${language}` });
    const now = this.clock.now();
    const next = { version: version + 1, ...(words && { words }), changedAt: now.toISOString(), changedBy };
    const facts = [this.#fact(letter, before, words)];
    if ((await this.store.add(letter, next, facts, now)) === 'exists')
      throw conflict('revision-conflict', { why: `${kind} ${language}` });
    this.relay.nudge(this.store.model);
    this.wordings.forget(meetingId);
    return this.get(letter);
  }

  /** A letter in these words, with an office's own name where one is named. @throws invalid 'invalid-input' */
  async preview(asked: ParsedRequestOf<typeof PreviewMailWording>): Promise<MailBody> {
    const { meetingId, kind, language, subject, text, invitationId, ...rest } = asked;
    const meeting = await this.meeting(meetingId);
    this.#mustFit({ meetingId, kind, language }, meeting, { subject, text });
    const [form, blanks] = sampleOf({
      meeting,
      kind,
      language,
      own: { subject, text },
      case: rest.case,
      office: invitationId === undefined ? undefined : await this.#officeName(invitationId, meetingId, language),
      // Whoever has the real one may answer.
      url: `${this.#publicUrl}/r/…`,
    });
    return this.templates.body(form, blanks);
  }

  /** As registration told of it; of a draft nobody was told yet, so registration is asked. @throws not-found 'meeting-not-found' */
  async meeting(meetingId: string): Promise<Meeting> {
    return (await this.meetings.find(meetingId)) ?? this.rpc.call(GetMeeting, { meetingId });
  }

  async #state(meeting: Meeting, { kind, language }: Letter): Promise<WordingState> {
    const current = await this.wordings.current(meeting, kind, language);
    if (current === undefined) return { kind, language, version: 0, own: false };
    const { head, from } = current;
    const { own, changedAt, changedBy } = head;
    const carried = from !== meeting.id;
    return {
      kind,
      language,
      version: carried ? 0 : head.version,
      own,
      ...((own || !carried) && { changedAt, changedBy }),
      ...(own && carried && { from }),
    };
  }

  #mustFit({ kind, language }: Letter, { fax }: Meeting, words: Words): void {
    const fields: FieldProblem[] = wrongWords(kind, language, fax !== undefined, words);
    if (fields.length > 0) throw invalid('invalid-input', { details: { fields } });
  }

  async #officeName(
    invitationId: string,
    meetingId: string,
    language: Letter['language'],
  ): Promise<string | undefined> {
    const office = (await this.recipients.find([invitationId])).get(invitationId);
    if (office === undefined || office.meetingId !== meetingId) return undefined;
    const name = (await this.contacts.ofOffices([office])).get(invitationId)?.name ?? office.name;
    return textIn(name, language);
  }

  #fact({ meetingId, kind, language }: Letter, before: Words | undefined, after: Words | undefined): Fact {
    const what = after === undefined ? 'mails-worded-as-usual' : 'mails-worded';
    const changes = [
      { field: 'kind', after: kind },
      { field: 'language', after: language },
      ...(before?.subject === after?.subject
        ? []
        : [{ field: 'subject', ...(before && { before: before.subject }), ...(after && { after: after.subject }) }]),
    ];
    return { ...fact(MailsSteered, { meetingId, what, kind }), by: askedBy(), note: { meetingId, what, changes } };
  }
}
