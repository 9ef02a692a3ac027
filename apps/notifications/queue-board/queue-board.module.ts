import { createBullBoard } from '@bull-board/api';
import { FastifyAdapter } from '@bull-board/fastify';
import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type FastifyInstance } from 'fastify';
import { RpcClient } from '#messaging';
import { DeliveryQueue, QueueModule } from '../queue/queue.module.js';
import { onlyAdministrators } from './only-administrators.js';

const path = '/queues';

/** Shows the queue at /queues on the service's own port, to administrators who are signed in. */
@Module({ imports: [QueueModule] })
export class QueueBoardModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly queue: DeliveryQueue,
    private readonly rpc: RpcClient,
  ) {}

  async onModuleInit(): Promise<void> {
    const serverAdapter = new FastifyAdapter();
    serverAdapter.setBasePath(path);
    createBullBoard({ queues: [this.queue.board()], serverAdapter, options: { uiConfig: { boardTitle: 'Sala' } } });
    const server: FastifyInstance = this.host.httpAdapter.getInstance();
    const admit = onlyAdministrators(this.rpc);
    await server.register(async (board) => {
      board.addHook('onRequest', admit);
      await board.register(serverAdapter.registerPlugin(), { prefix: path });
    });
  }
}
