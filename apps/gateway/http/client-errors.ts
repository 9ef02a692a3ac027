import { randomUUID } from 'node:crypto';
import { type Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type AppError, invalid, notFound, problemOf } from '#platform';
import { preferredLanguage, usualLanguage } from '#words';
import { askedLanguage, isFormPage, meantPath } from './address.js';
import { bareHeaders } from './headers.js';

/** What Node could not read as a request. */
const meaningOf = (code: string | undefined): AppError => {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return invalid('headers-too-large');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return invalid('request-timeout');
    default:
      return invalid('malformed-request');
  }
};

/** Answers on the bare socket, since there is no request yet: the same problem with the same headers as anywhere else. */
export const answerClientError =
  (secure: boolean) =>
  (error: Error & { code?: string; rawPacket?: unknown }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
    const correlationId = randomUUID();
    const problem = problemOf(meaningOf(error.code), correlationId, usualLanguage);
    const body = JSON.stringify(problem);
    const asksForHeadersOnly =
      Buffer.isBuffer(error.rawPacket) && error.rawPacket.subarray(0, 5).toString('latin1') === 'HEAD ';
    const headers = {
      ...bareHeaders(secure),
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': usualLanguage,
      'content-length': String(Buffer.byteLength(body)),
      'x-correlation-id': correlationId,
      connection: 'close',
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.end(
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? 'Error'}\r\n${lines.join('\r\n')}\r\n\r\n${asksForHeadersOnly ? '' : body}`,
    );
  };

/** Answers a request that is refused before any route is asked, also for routes that are not Nest's. */
export const refuse = (error: AppError, request: FastifyRequest, reply: FastifyReply): void => {
  const url = request.raw.url ?? '/';
  const language = preferredLanguage(
    isFormPage(meantPath(url)) ? askedLanguage(url) : undefined,
    request.headers['accept-language'],
    'en',
  );
  const problem = problemOf(error, request.id, language);
  reply
    .headers({ 'content-language': language, 'x-correlation-id': request.id })
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problem));
};

/** Answers what the router itself refuses, before any hook: broken escapes, parts that are too long. */
export const answerRouterError =
  (secure: boolean) =>
  (error: Error & { code?: string }, request: FastifyRequest, reply: FastifyReply): void => {
    const known = error.code === 'FST_ERR_BAD_URL' ? invalid('malformed-address') : notFound('no-such-address');
    refuse(known, request, reply.headers(bareHeaders(secure)));
  };
