import { Controller } from '@nestjs/common';
import { LiftSuppression, ListSuppressions, type ParsedRequestOf, type ReturnOf, SuppressAddress } from '#contracts';
import { HandlesRpc } from '#messaging';
import { SuppressingByHand } from './suppressing-by-hand.js';
import { Suppressions } from './suppressions.js';
import { SuppressionStore } from './suppression.store.js';

@Controller()
export class SuppressionController {
  constructor(
    private readonly store: SuppressionStore,
    private readonly suppressions: Suppressions,
    private readonly byHand: SuppressingByHand,
  ) {}

  @HandlesRpc(ListSuppressions)
  list(request: ParsedRequestOf<typeof ListSuppressions>): Promise<ReturnOf<typeof ListSuppressions>> {
    return this.store.page(request);
  }

  @HandlesRpc(SuppressAddress)
  async suppress(request: ParsedRequestOf<typeof SuppressAddress>): Promise<ReturnOf<typeof SuppressAddress>> {
    await this.byHand.suppress(request);
    return {};
  }

  @HandlesRpc(LiftSuppression)
  async lift({ address }: ParsedRequestOf<typeof LiftSuppression>): Promise<ReturnOf<typeof LiftSuppression>> {
    await this.suppressions.lift(address);
    return {};
  }
}
