import { Module } from '@nestjs/common';
import { Clock } from '#platform';
import { configToken, type SchedulingConfig } from '../settings/settings.module.js';
import { chooseBridge } from './choose-bridge.js';
import { ConferenceBridge } from './conference-bridge.js';

export { ConferenceBridge, type Room } from './conference-bridge.js';

/** The conference bridge that is connected, behind one port. */
@Module({
  providers: [
    {
      provide: ConferenceBridge,
      inject: [configToken, Clock],
      useFactory: (config: SchedulingConfig, clock: Clock) => chooseBridge(config, clock),
    },
  ],
  exports: [ConferenceBridge],
})
export class BridgeModule {}
