import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { AuditQuery, ListIdentityAudit, ListNotificationsAudit, ListRegistrationAudit, ListSchedulingAudit } from '#contracts';
import { RpcClient } from '#messaging';
import { Roles } from '../access/roles.js';
import { Answers } from '../http/answers.js';

const Query500 = AuditQuery.extend({ limit: z.coerce.number().int().min(1).max(500).default(100) });
type Query500 = z.infer<typeof Query500>;

/** What staff did, of all services together; each keeps its own. */
@Controller('api/v1/audit')
export class AuditController {
  constructor(private readonly rpc: RpcClient) {}

  @Get()
  @Roles('administrator')
  @Answers(ListRegistrationAudit, { summary: 'What staff did, the newest first: who, in which role, which request, about which things, how it ended; hand the last id back as `before`' })
  async list(@Query({ schema: Query500 }) query: Query500) {
    const parts = await Promise.all([ListIdentityAudit, ListRegistrationAudit, ListNotificationsAudit, ListSchedulingAudit].map((contract) => this.rpc.call(contract, query)));
    const items = parts.flatMap((part) => part.items).sort((a, b) => (a.id < b.id ? 1 : -1));
    return { items: items.slice(0, query.limit) };
  }
}
