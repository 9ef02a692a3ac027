import { applyDecorators, Delete, Get, HttpCode, Post, Put, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { type HttpContract, type PassedOn, Problem } from '#contracts';
import { type RouteAccess, routeAccess } from './route-access.js';
import { contractExtension, exampleExtension } from './api-docs.js';

const problems: readonly (readonly [number, string])[] = [
  [400, 'The request cannot be read'],
  [401, 'Nobody is signed in'],
  [403, 'Whoever is signed in may not do this'],
  [404, 'It is not there'],
  [409, 'It conflicts with what is there'],
  [422, 'A field is not valid; `fields` names each'],
  [429, 'Too many requests'],
  [503, 'A part that this needs is down'],
];

const methods = { GET: Get, POST: Post, PUT: Put, DELETE: Delete } as const;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
/** `PUT /api/v1/meetings/:meetingId/deadline` is `putMeetingsByMeetingIdDeadline`. */
const operationIdOf = (method: string, parts: readonly string[]): string =>
  method.toLowerCase()
  + parts
    .map((part) => (part.startsWith(':') ? `By${capital(part.slice(1))}` : part.split('-').map(capital).join('')))
    .join('');

/** A file's own type stands in its answer. */
const fileContent = { '*/*': { schema: { type: 'string', format: 'binary' } } } as const;
const answered = ({ answer }: PassedOn['http'], returns: PassedOn['returns']): MethodDecorator[] => {
  if (answer === 'nothing') return [HttpCode(204), ApiResponse({ status: 204, description: 'Done' })];
  if (answer === 'file')
    return [HttpCode(200), ApiResponse({ status: 200, description: 'The file', content: fileContent })];
  return [HttpCode(200), ApiResponse({ status: 200, description: 'Done', standardSchema: returns })];
};

/** Makes a method the route of its contract: address, who may use it, and in the API's document what it takes and answers, problems too. */
export const Serves = ({ http, summary, returns, example, ...contract }: PassedOn | HttpContract) => {
  const parts = http.path.split('/').slice(3);
  return applyDecorators(
    methods[http.method](http.path),
    SetMetadata<string, RouteAccess>(routeAccess, http.opens),
    ApiOperation({ summary, operationId: operationIdOf(http.method, parts) }),
    ApiTags(parts[0] ?? ''),
    ...(contract.kind === 'rpc' ? [ApiExtension(contractExtension, contract.subject)] : []),
    ApiExtension(exampleExtension, example),
    ...answered(http, returns),
    ...problems.map(([status, description]) => ApiResponse({ status, description, standardSchema: Problem })),
  );
};
