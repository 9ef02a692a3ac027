import { stdTimeFunctions, type DestinationStream, type LoggerOptions } from 'pino';
import { type Params } from 'nestjs-pino';
import { currentCorrelation } from './correlation.js';
import { redactFields, redactText } from './redact.js';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** JSON lines with service and correlation id. What is personal or secret is masked twice: by field, and in the written line. */
export const logOptions = (service: string, level: LogLevel): LoggerOptions => ({
  level,
  base: { service },
  timestamp: stdTimeFunctions.isoTime,
  messageKey: 'message',
  formatters: { level: (label) => ({ level: label }), log: redactFields },
  mixin: () => {
    const id = currentCorrelation();
    return id === undefined ? {} : { correlationId: id };
  },
  hooks: { streamWrite: redactText },
});

/** nestjs-pino without its request middleware: a request's line is written by the HTTP hooks, with the route and not the address. */
export const loggerParams = (service: string, level: LogLevel, destination?: DestinationStream): Params => {
  const options = { ...logOptions(service, level), autoLogging: false };
  return { pinoHttp: destination === undefined ? options : [options, destination], forRoutes: [] };
};
