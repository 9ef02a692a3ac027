import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { Observable } from 'rxjs';
import { withAsker } from '#messaging';
import { askerOf } from './admitted.js';

/** Whatever a route asks of the services says who asks. */
@Injectable()
export class AskerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const asker = askerOf(context.switchToHttp().getRequest<FastifyRequest>());
    return new Observable((subscriber) => withAsker(asker, () => next.handle().subscribe(subscriber)));
  }
}
