import { levels, stdTimeFunctions, type DestinationStream, type LoggerOptions } from 'pino';
import { type Params } from 'nestjs-pino';
import { currentCorrelation } from './correlation.js';
import { redactFields, redactText } from './redact.js';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** Nest tells of each module and route at the start; `ready` says enough. */
const nestStart = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);
const infoLevel = levels.values['info'] ?? 30;
const isNestStart = (first: unknown): boolean =>
  typeof first === 'object' && first !== null && 'context' in first && nestStart.has(String(first.context));

/** JSON lines with service and correlation id. What is personal or secret is masked twice: by field, and in the written line. */
export const logOptions = (service: string, level: LogLevel): LoggerOptions => ({
  level,
  base: { service },
  timestamp: stdTimeFunctions.isoTime,
  messageKey: 'message',
  serializers: { err: (error: unknown) => error },
  formatters: { level: (label) => ({ level: label }), log: redactFields },
  mixin: () => {
    const id = currentCorrelation();
    return id === undefined ? {} : { correlationId: id };
  },
  hooks: {
    streamWrite: redactText,
    logMethod(args, method, severity) {
      if (severity > infoLevel || !isNestStart(args[0])) method.apply(this, args);
    },
  },
});

/** nestjs-pino without its request middleware: a request's line is written by the HTTP hooks, with the route and not the address. */
export const loggerParams = (service: string, level: LogLevel, destination?: DestinationStream): Params => {
  const options = { ...logOptions(service, level), autoLogging: false };
  return { pinoHttp: destination === undefined ? options : [options, destination], forRoutes: [] };
};
