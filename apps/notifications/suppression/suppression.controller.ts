import { Controller } from '@nestjs/common';
import { LiftSuppression, ListSuppressions, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { Suppressions } from './suppressions.js';
import { SuppressionStore } from './suppression.store.js';

@Controller()
export class SuppressionController {
  constructor(
    private readonly store: SuppressionStore,
    private readonly suppressions: Suppressions,
  ) {}

  @HandlesRpc(ListSuppressions)
  list(request: ParsedRequestOf<typeof ListSuppressions>): Promise<ReturnOf<typeof ListSuppressions>> {
    return this.store.page(request);
  }

  @HandlesRpc(LiftSuppression)
  async lift({ address }: ParsedRequestOf<typeof LiftSuppression>): Promise<ReturnOf<typeof LiftSuppression>> {
    await this.suppressions.lift(address);
    return {};
  }
}
