import { type DynamicModule, Module } from '@nestjs/common';
import { ReplyLinks } from './reply-links.js';

export { type ReplyLink, unknownReplyLink } from './reply-link.js';
export { ReplyLinks } from './reply-links.js';

/** Reply links, with the one key that they are signed with: `ReplyLinks` can be injected anywhere. */
@Module({})
export class ReplyLinkModule {
  static forRoot(key: string): DynamicModule {
    return {
      module: ReplyLinkModule,
      global: true,
      providers: [{ provide: ReplyLinks, useValue: new ReplyLinks(key) }],
      exports: [ReplyLinks],
    };
  }
}
