import { type DynamicModule, Global, Inject, Module } from '@nestjs/common';
import { type SchedulingConfig } from './config.js';

export { schedulingConfig, type SchedulingConfig } from './config.js';

const token = Symbol('SchedulingConfig');

/** Injects the service's configuration, a `SchedulingConfig`. */
export const InjectConfig = (): ParameterDecorator => Inject(token);

@Global()
@Module({})
export class SettingsModule {
  static forRoot(config: SchedulingConfig): DynamicModule {
    return { module: SettingsModule, providers: [{ provide: token, useValue: config }], exports: [token] };
  }
}
