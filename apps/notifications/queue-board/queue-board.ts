import { createBullBoard } from '@bull-board/api';
import { FastifyAdapter } from '@bull-board/fastify';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { RpcClient } from '#messaging';
import { DeliveryQueue } from '../delivery/delivery.queue.js';
import { onlyAdministrators } from './only-administrators.js';

const path = '/queues';

/** Shows the queue at /queues on the service's own port, to administrators who are signed in. */
export const mountQueueBoard = async (app: NestFastifyApplication): Promise<void> => {
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(path);
  createBullBoard({ queues: [app.get(DeliveryQueue).board()], serverAdapter, options: { uiConfig: { boardTitle: 'Sala' } } });
  const server = app.getHttpAdapter().getInstance();
  const admit = onlyAdministrators(app.get(RpcClient));
  await server.register(async (board) => {
    board.addHook('onRequest', admit);
    await board.register(serverAdapter.registerPlugin(), { prefix: path });
  });
};
