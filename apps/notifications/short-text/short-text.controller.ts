import { Controller } from '@nestjs/common';
import { GetShortText, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { ShortTexts } from './short-text.service.js';

@Controller()
export class ShortTextController {
  constructor(private readonly texts: ShortTexts) {}

  @HandlesRpc(GetShortText)
  get({ invitationId }: ParsedRequestOf<typeof GetShortText>): Promise<ReturnOf<typeof GetShortText>> {
    return this.texts.get(invitationId);
  }
}
