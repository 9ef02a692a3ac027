import { Controller } from '@nestjs/common';
import {
  type FileMade,
  filePartBytes,
  GetMailCopy,
  GetMailCopyPart,
  GetNoticeProof,
  type ParsedRequestOf,
  type ReturnOf,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { NoticeService } from './notice.service.js';

@Controller()
export class NoticeController {
  constructor(private readonly notice: NoticeService) {}

  @HandlesRpc(GetNoticeProof)
  get({ invitationId }: ParsedRequestOf<typeof GetNoticeProof>): Promise<ReturnOf<typeof GetNoticeProof>> {
    return this.notice.of(invitationId);
  }

  @HandlesRpc(GetMailCopy)
  copy({ deliveryId, mailKey }: ParsedRequestOf<typeof GetMailCopy>): Promise<FileMade> {
    return this.notice.copy(deliveryId, mailKey);
  }

  /** Who may have it has been decided with the request that named it. */
  @HandlesRpc(GetMailCopyPart)
  async part({ fileId, number }: ParsedRequestOf<typeof GetMailCopyPart>): Promise<ReturnOf<typeof GetMailCopyPart>> {
    const raw = await this.notice.raw(fileId);
    return { content: raw.subarray(number * filePartBytes, (number + 1) * filePartBytes).toString('base64') };
  }
}
