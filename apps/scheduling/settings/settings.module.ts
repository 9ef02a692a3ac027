import { type DynamicModule, Global, Inject, Module } from '@nestjs/common';
import { type SchedulingConfig } from './config.js';

export { schedulingConfig, type SchedulingConfig } from './config.js';

/** For what is made of the configuration. */
export const configToken = Symbol('SchedulingConfig');

/** Injects the service's configuration, a `SchedulingConfig`. */
export const InjectConfig = (): ParameterDecorator => Inject(configToken);

@Global()
@Module({})
export class SettingsModule {
  static forRoot(config: SchedulingConfig): DynamicModule {
    return { module: SettingsModule, providers: [{ provide: configToken, useValue: config }], exports: [configToken] };
  }
}
