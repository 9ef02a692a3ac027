import { Controller } from '@nestjs/common';
import {
  AnswerInboxMail,
  AssignInboxMail,
  CloseInboxMail,
  CountInbox,
  type FileMade,
  GetInboxAttachment,
  GetInboxMail,
  GetInboxOriginal,
  GetInboxPart,
  type InboxMailWhole,
  ListInbox,
  type ParsedRequestOf,
  ReopenInboxMail,
  type ReturnOf,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { InboundStore } from '../inbound/inbound.module.js';
import { InboxService } from './inbox.service.js';

@Controller()
export class InboxController {
  constructor(
    private readonly inbox: InboxService,
    private readonly store: InboundStore,
  ) {}

  @HandlesRpc(ListInbox)
  list(request: ParsedRequestOf<typeof ListInbox>): Promise<ReturnOf<typeof ListInbox>> {
    return this.inbox.list(request);
  }

  @HandlesRpc(CountInbox)
  count(request: ParsedRequestOf<typeof CountInbox>): Promise<ReturnOf<typeof CountInbox>> {
    return this.inbox.count(request);
  }

  @HandlesRpc(GetInboxMail)
  get({ mailId }: ParsedRequestOf<typeof GetInboxMail>): Promise<InboxMailWhole> {
    return this.inbox.get(mailId);
  }

  @HandlesRpc(AssignInboxMail)
  assign(request: ParsedRequestOf<typeof AssignInboxMail>): Promise<InboxMailWhole> {
    return this.inbox.assign(request);
  }

  @HandlesRpc(CloseInboxMail)
  close(request: ParsedRequestOf<typeof CloseInboxMail>): Promise<InboxMailWhole> {
    return this.inbox.close(request);
  }

  @HandlesRpc(ReopenInboxMail)
  reopen({ mailId }: ParsedRequestOf<typeof ReopenInboxMail>): Promise<InboxMailWhole> {
    return this.inbox.reopen(mailId);
  }

  @HandlesRpc(AnswerInboxMail)
  answer(request: ParsedRequestOf<typeof AnswerInboxMail>): Promise<InboxMailWhole> {
    return this.inbox.answer(request);
  }

  @HandlesRpc(GetInboxAttachment)
  attachment(request: ParsedRequestOf<typeof GetInboxAttachment>): Promise<FileMade> {
    return this.inbox.attachment(request);
  }

  @HandlesRpc(GetInboxOriginal)
  original({ mailId }: ParsedRequestOf<typeof GetInboxOriginal>): Promise<FileMade> {
    return this.inbox.original(mailId);
  }

  /** Who may have it has been decided with the request that named it. */
  @HandlesRpc(GetInboxPart)
  async part({ fileId, number }: ParsedRequestOf<typeof GetInboxPart>): Promise<ReturnOf<typeof GetInboxPart>> {
    return { content: Buffer.from(await this.store.part(fileId, number)).toString('base64') };
  }
}
