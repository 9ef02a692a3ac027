import { Global, Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { type DestinationStream } from 'pino';
import { Clock, MeetingClock } from './clock.js';
import { type PlatformConfig } from './config.js';
import { loggerParams } from './logging.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

type Options = {
  readonly service: string;
  readonly config: Pick<PlatformConfig, 'SALA_LOG_LEVEL'>;
  /** Where log lines go instead of standard output. */
  readonly logTo?: DestinationStream;
};

/** What every service has: a clock (the system's until a meeting clock's anchor is set), logs, metrics, readiness. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot({ service, config, logTo }: Options): DynamicModule {
    return {
      module: PlatformModule,
      imports: [LoggerModule.forRoot(loggerParams(service, config.SALA_LOG_LEVEL, logTo))],
      providers: [
        { provide: MeetingClock, useFactory: () => new MeetingClock() },
        { provide: Clock, useExisting: MeetingClock },
        { provide: Metrics, useFactory: () => new Metrics(service) },
        Readiness,
      ],
      exports: [Clock, MeetingClock, Metrics, Readiness],
    };
  }
}
