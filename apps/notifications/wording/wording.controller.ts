import { Controller } from '@nestjs/common';
import {
  GetMailWording,
  ListMailWordings,
  type ParsedRequestOf,
  PreviewMailWording,
  RestoreMailWording,
  type ReturnOf,
  SaveMailWording,
  SendTestMail,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { TestMailService } from './test-mail.service.js';
import { WordingService } from './wording.service.js';

@Controller()
export class WordingController {
  constructor(
    private readonly wording: WordingService,
    private readonly tests: TestMailService,
  ) {}

  @HandlesRpc(ListMailWordings)
  list({ meetingId }: ParsedRequestOf<typeof ListMailWordings>): Promise<ReturnOf<typeof ListMailWordings>> {
    return this.wording.list(meetingId);
  }

  @HandlesRpc(GetMailWording)
  getWording(letter: ParsedRequestOf<typeof GetMailWording>): Promise<ReturnOf<typeof GetMailWording>> {
    return this.wording.get(letter);
  }

  @HandlesRpc(SaveMailWording)
  save({
    subject,
    text,
    ...letter
  }: ParsedRequestOf<typeof SaveMailWording>): Promise<ReturnOf<typeof SaveMailWording>> {
    return this.wording.take({ ...letter, words: { subject, text } });
  }

  @HandlesRpc(RestoreMailWording)
  restore(letter: ParsedRequestOf<typeof RestoreMailWording>): Promise<ReturnOf<typeof RestoreMailWording>> {
    return this.wording.take(letter);
  }

  @HandlesRpc(PreviewMailWording)
  preview(asked: ParsedRequestOf<typeof PreviewMailWording>): Promise<ReturnOf<typeof PreviewMailWording>> {
    return this.wording.preview(asked);
  }

  @HandlesRpc(SendTestMail)
  async sendTest(asked: ParsedRequestOf<typeof SendTestMail>): Promise<ReturnOf<typeof SendTestMail>> {
    await this.tests.send(asked);
    return {};
  }
}
