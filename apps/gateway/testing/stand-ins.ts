import { Controller, type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type Asker, type ParsedRequestOf, type ReturnOf, type RpcContract, rpcs } from '#contracts';
import { asker, connectMessaging, HandlesRpc, MessagingModule } from '#messaging';
import { PlatformModule } from '#platform';

type Handler = (request: unknown) => unknown;
type Call = { readonly subject: string; readonly request: unknown; readonly asker: Asker };

/**
 * Stands in for the services behind the gateway, over real NATS: every request is answered by its contract's example, or
 * as a test says. What was asked is kept in `calls`.
 */
export class StandIns {
  readonly calls: Call[] = [];
  readonly #handlers = new Map<string, Handler>();
  #app: INestApplication | undefined;

  /** `real` are answered by the service itself, which is there. */
  static async start(natsUrl: string, real: readonly RpcContract[] = []): Promise<StandIns> {
    const standIns = new StandIns();
    const controllers = rpcs
      .filter((contract) => !real.includes(contract))
      .map((contract) => standIns.#controllerOf(contract));
    @Module({
      imports: [
        PlatformModule.forRoot({ service: 'stand-ins', config: { SALA_LOG_LEVEL: 'silent' } }),
        MessagingModule.forRoot({ service: 'stand-ins', nats: natsUrl }),
      ],
      controllers,
    })
    class StandInModule {}
    const app = await NestFactory.create(StandInModule, new FastifyAdapter(), { logger: false });
    connectMessaging(app);
    await app.init();
    await app.startAllMicroservices();
    standIns.#app = app;
    return standIns;
  }

  /** From now on requests of this contract are answered so; until `reset`. */
  answer<C extends RpcContract>(
    contract: C,
    handler: (request: ParsedRequestOf<C>) => ReturnOf<C> | Promise<ReturnOf<C>>,
  ): void {
    this.#handlers.set(contract.subject, handler as Handler);
  }

  reset(): void {
    this.#handlers.clear();
    this.calls.length = 0;
  }

  requestsOf(contract: RpcContract): unknown[] {
    return this.calls.filter(({ subject }) => subject === contract.subject).map(({ request }) => request);
  }

  askersOf(contract: RpcContract): Asker[] {
    return this.calls.filter(({ subject }) => subject === contract.subject).map((call) => call.asker);
  }

  async stop(): Promise<void> {
    await this.#app?.close();
  }

  #controllerOf(contract: RpcContract) {
    const answer = async (request: unknown): Promise<unknown> => {
      this.calls.push({ subject: contract.subject, request, asker: asker() });
      return (this.#handlers.get(contract.subject) ?? (() => contract.example.returns))(request);
    };
    @Controller()
    class StandIn {
      @HandlesRpc(contract)
      handle(request: unknown): Promise<unknown> {
        return answer(request);
      }
    }
    return StandIn;
  }
}
