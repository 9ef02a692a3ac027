import { type DynamicModule, Global, Inject, Module } from '@nestjs/common';
import { type NotificationsConfig } from './config.js';
import { type Timings } from './timings.js';

export { notificationsConfig, type NotificationsConfig } from './config.js';
export { type RelayAddress, relayAddresses } from './relay-address.js';
export { type Timings, timingsOf } from './timings.js';

const configToken = Symbol('NotificationsConfig');
const timingsToken = Symbol('Timings');

/** Injects the service's configuration, a `NotificationsConfig`. */
export const InjectConfig = (): ParameterDecorator => Inject(configToken);
/** Injects how long things may take, `Timings`. */
export const InjectTimings = (): ParameterDecorator => Inject(timingsToken);

@Global()
@Module({})
export class SettingsModule {
  static forRoot(config: NotificationsConfig, timings: Timings): DynamicModule {
    return {
      module: SettingsModule,
      providers: [
        { provide: configToken, useValue: config },
        { provide: timingsToken, useValue: timings },
      ],
      exports: [configToken, timingsToken],
    };
  }
}
