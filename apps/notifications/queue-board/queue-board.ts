import { createBullBoard } from '@bull-board/api';
import { FastifyAdapter } from '@bull-board/fastify';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DeliveryQueue } from '../delivery/delivery.queue.js';

const path = '/queues';

/** Shows the queue at /queues on the service's own port, to look at only. */
export const mountQueueBoard = async (app: NestFastifyApplication): Promise<void> => {
  const serverAdapter = new FastifyAdapter();
  serverAdapter.setBasePath(path);
  createBullBoard({ queues: [app.get(DeliveryQueue).board()], serverAdapter, options: { uiConfig: { boardTitle: 'Sala' } } });
  await app.getHttpAdapter().getInstance().register(serverAdapter.registerPlugin(), { prefix: path });
};
