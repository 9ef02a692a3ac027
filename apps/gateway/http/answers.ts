import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiExtension, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { type z } from 'zod';
import { Problem, type RpcContract } from '#contracts';
import { contractExtension, exampleExtension } from './api-docs.js';

type Options = {
  /** What the HTTP answer holds where it is not the contract's reply; 'nothing' for 204. */
  readonly reply?: z.ZodType | 'nothing';
  readonly example?: unknown;
  readonly summary?: string;
};

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

type Documented = Pick<RpcContract, 'summary' | 'reply' | 'example'> & { readonly subject?: string };

/** Documents a route by the contract that it passes on: summary, answer, example, and the problems that may come instead. */
export const Answers = (contract: Documented, { reply = contract.reply, example = contract.example.reply, summary = contract.summary }: Options = {}) =>
  applyDecorators(
    ApiOperation({ summary }),
    ...(contract.subject === undefined ? [] : [ApiExtension(contractExtension, contract.subject)]),
    ...(reply === 'nothing'
      ? [HttpCode(204), ApiResponse({ status: 204, description: 'Done' })]
      : [HttpCode(200), ApiResponse({ status: 200, description: 'Done', standardSchema: reply }), ApiExtension(exampleExtension, example)]),
    ...problems.map(([status, description]) => ApiResponse({ status, description, standardSchema: Problem })),
  );
