import { Controller, type Type } from '@nestjs/common';
import { type ListRegistrationAudit, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { StoredAuditTrail } from './stored-audit-trail.js';

type ListAudit = typeof ListRegistrationAudit;

/** A service's answer to who asks what staff had it do. */
export const auditController = (contract: ListAudit): Type => {
  @Controller()
  class AuditController {
    constructor(private readonly trail: StoredAuditTrail) {}

    @HandlesRpc(contract)
    async list(query: ParsedRequestOf<ListAudit>): Promise<ReturnOf<ListAudit>> {
      return { items: await this.trail.list(query) };
    }
  }
  return AuditController;
};
