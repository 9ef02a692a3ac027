import { type Asker, type RpcContract } from '#contracts';

/** Where a service notes what staff have it do. */
export abstract class AuditTrail {
  /** Does the work, noting that it began and how it ended. */
  abstract note<Reply>(
    contract: RpcContract,
    asker: Asker,
    request: unknown,
    work: () => Promise<Reply>,
  ): Promise<Reply>;
}

/** That of a service that keeps nothing. */
export class NoAuditTrail extends AuditTrail {
  override note<Reply>(
    _contract: RpcContract,
    _asker: Asker,
    _request: unknown,
    work: () => Promise<Reply>,
  ): Promise<Reply> {
    return work();
  }
}
