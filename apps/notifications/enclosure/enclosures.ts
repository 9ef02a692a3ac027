import { Injectable } from '@nestjs/common';
import { type DeliveryKind, type Meeting } from '#contracts';
import { type OutgoingMail } from '../mail/mail.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { attachedTo, nameOf } from './attached.js';
import { EnclosureFiles } from './enclosure-files.js';

const megabyte = 1024 * 1024;

/** What goes with a mail as files. */
@Injectable()
export class Enclosures {
  readonly #mostBytes: number;

  constructor(
    private readonly files: EnclosureFiles,
    @InjectConfig() config: NotificationsConfig,
  ) {
    this.#mostBytes = config.SALA_MAIL_ATTACH_MB * megabyte;
  }

  async of(kind: DeliveryKind, meeting: Meeting): Promise<NonNullable<OutgoingMail['attachments']>> {
    const attached = await Promise.all(
      attachedTo(kind, meeting, this.#mostBytes).map(async (each, index) => {
        const content = await this.files.get(each.file);
        return content === undefined
          ? []
          : [{ filename: nameOf(each, index), contentType: each.file.contentType, content }];
      }),
    );
    return attached.flat();
  }
}
