import { Global, Module, type DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { type DestinationStream } from 'pino';
import { Clock, MeetingClock, SystemClock } from './clock.js';
import { type PlatformConfig } from './config.js';
import { loggerParams } from './logging.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

type Options = {
  readonly service: string;
  readonly config: Pick<PlatformConfig, 'SALA_LOG_LEVEL'>;
  /** By whose clock the service lives: the meeting's, or always the system's. */
  readonly clock?: 'meeting' | 'system';
  /** Where log lines go instead of standard output. */
  readonly logTo?: DestinationStream;
};

/** What every service has: a clock (the system's until a meeting clock's anchor is set, or for good), logs, metrics, readiness. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot({ service, config, clock = 'meeting', logTo }: Options): DynamicModule {
    return {
      module: PlatformModule,
      imports: [LoggerModule.forRoot(loggerParams(service, config.SALA_LOG_LEVEL, logTo))],
      providers: [
        ...(clock === 'meeting'
          ? [
              { provide: MeetingClock, useFactory: () => new MeetingClock() },
              { provide: Clock, useExisting: MeetingClock },
            ]
          : [{ provide: Clock, useClass: SystemClock }]),
        { provide: Metrics, useFactory: () => new Metrics(service) },
        Readiness,
      ],
      exports: [Clock, ...(clock === 'meeting' ? [MeetingClock] : []), Metrics, Readiness],
    };
  }
}
