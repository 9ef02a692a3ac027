import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { preferredLanguage } from '#words';
import { AppError } from './app-error.js';
import { problemOf } from './problem.js';

/** The HTTP edge: every error leaves as problem+json; one of ours is logged with its cause. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const query: unknown = request.query;
    const asked = typeof query === 'object' && query !== null && 'lang' in query ? query.lang : undefined;
    const language = preferredLanguage(asked, request.headers['accept-language'], 'en');
    const problem = problemOf(error, request.id, language);
    if (problem.status >= 500)
      this.#logger.error({ err: error, code: problem.code, status: problem.status }, 'request failed');
    if (reply.sent || reply.raw.headersSent) return;
    const wait = error instanceof AppError ? error.details?.['retryAfterSeconds'] : undefined;
    if (typeof wait === 'number') reply.header('retry-after', String(wait));
    reply.status(problem.status).header('content-language', language).type('application/problem+json').send(problem);
  }
}
