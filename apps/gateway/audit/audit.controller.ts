import { Controller, Query } from '@nestjs/common';
import {
  ListAudit,
  ListIdentityAudit,
  ListNotificationsAudit,
  ListRegistrationAudit,
  ListSchedulingAudit,
  querySchemaOf,
  type RestOf,
} from '#contracts';
import { RpcClient } from '#messaging';
import { Serves } from '../http/serves.js';

/** What staff did, of all services together; each keeps its own. */
@Controller()
export class AuditController {
  constructor(private readonly rpc: RpcClient) {}

  @Serves(ListAudit)
  async list(@Query({ schema: querySchemaOf(ListAudit) }) query: RestOf<typeof ListAudit>) {
    const parts = await Promise.all(
      [ListIdentityAudit, ListRegistrationAudit, ListNotificationsAudit, ListSchedulingAudit].map((contract) =>
        this.rpc.call(contract, query),
      ),
    );
    const items = parts.flatMap((part) => part.items).sort((a, b) => (a.id < b.id ? 1 : -1));
    return { items: items.slice(0, query.limit) };
  }
}
