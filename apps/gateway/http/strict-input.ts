import {
  type ArgumentMetadata,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StandardSchemaValidationPipe,
} from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { type FastifyRequest } from 'fastify';
import { type Observable } from 'rxjs';
import { z } from 'zod';
import { strictly } from '#contracts';
import { type InputIssue, zodToInvalid } from '#platform';
import { typedTexts } from './typed-texts.js';

/** Says the language of the answer on any address; no route's own parameter. */
const everyRoute = 'lang';

const withoutLanguage = (query: unknown): unknown =>
  typeof query === 'object' && query !== null
    ? Object.fromEntries(Object.entries(query).filter(([name]) => name !== everyRoute))
    : query;

/** Bodies, queries and addresses as their schemas read them; what a schema does not name is refused, at any depth. */
export class StrictInput extends StandardSchemaValidationPipe {
  constructor() {
    super({ exceptionFactory: (issues) => zodToInvalid({ issues: issues as readonly InputIssue[] }) });
  }

  override async transform<Value>(value: Value, metadata: ArgumentMetadata): Promise<Value> {
    const { schema, type } = metadata;
    if (!(schema instanceof z.ZodType)) return super.transform(value, metadata);
    // No body is one without a field: what it has to have is named, field by field.
    const sent: unknown = type === 'body' && value === undefined ? {} : value;
    const said: unknown = type === 'query' ? withoutLanguage(sent) : sent;
    const given = type === 'query' || type === 'param' ? typedTexts(schema, said) : said;
    return (await super.transform(given, { ...metadata, schema: strictly(schema) })) as Value;
  }
}

const queryArgument = '4:';

/** A route without a query of its own takes none: a misspelt filter must not answer with everything. */
@Injectable()
export class KnownQuery implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const takes: unknown = Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name);
    const reads = Object.keys(takes ?? {}).some((key) => key.startsWith(queryArgument));
    const { query } = context.switchToHttp().getRequest<FastifyRequest>();
    const keys = reads ? [] : Object.keys(withoutLanguage(query) ?? {});
    if (keys.length > 0)
      throw zodToInvalid({ issues: [{ code: 'unrecognized_keys', keys, path: [], message: 'unknown' }] });
    return next.handle();
  }
}
