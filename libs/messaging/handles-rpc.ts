import {
  applyDecorators,
  type CallHandler,
  Catch,
  type ExceptionFilter,
  type ExecutionContext,
  Logger,
  type NestInterceptor,
  UseFilters,
  UseInterceptors,
} from '@nestjs/common';
import { MessagePattern, Transport } from '@nestjs/microservices';
import { from, lastValueFrom, type Observable, throwError } from 'rxjs';
import { type ParsedRequestOf, type ReturnOf, type RpcContract } from '#contracts';
import { AppError, toErrorReturn, unavailable, zodToInvalid } from '#platform';
import { asker, handledBy, mustBeOpen } from './asker.js';

/** Admits who asks, hands the handler its request as the contract parses it, strips the reply to what the contract names, and notes what staff change. */
class ContractInterceptor implements NestInterceptor {
  constructor(private readonly contract: RpcContract) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const who = asker();
    mustBeOpen(this.contract, who);
    const request = this.contract.request.safeParse(context.getArgByIndex(0));
    if (!request.success) throw zodToInvalid(request.error);
    context.getArgs<unknown[]>()[0] = request.data;
    const work = async (): Promise<unknown> => this.contract.returns.parse(await lastValueFrom(next.handle()));
    const by = handledBy();
    return from(by === undefined ? work() : by.trail.note(this.contract, who, request.data, work));
  }
}

const databaseAway = (cause: unknown) => unavailable('service-unavailable', { cause });

/** An error on its way to the caller keeps its kind, code, message and details; what is no AppError is logged here. */
@Catch()
class RefusalFilter implements ExceptionFilter {
  readonly #logger = new Logger('Rpc');

  catch(error: unknown): Observable<never> {
    if (!(error instanceof AppError)) this.#logger.error(error);
    return throwError(() => toErrorReturn(handledBy()?.isAway(error) === true ? databaseAway(error) : error));
  }
}

type RpcHandler<C extends RpcContract> = (request: ParsedRequestOf<C>) => Promise<ReturnOf<C>>;

/**
 * Marks a controller's method as the answer to the contract's requests. Its replicas share them as one queue group. A
 * request that the contract refuses never reaches the method: the caller gets invalid 'invalid-input' with the fields.
 */
export const HandlesRpc =
  <C extends RpcContract>(contract: C) =>
  <Handler extends RpcHandler<C>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Handler>,
  ): void =>
    applyDecorators(
      MessagePattern(contract.subject, Transport.NATS),
      UseInterceptors(new ContractInterceptor(contract)),
      UseFilters(new RefusalFilter()),
    )(target, key, descriptor);
