// The bridge simulator as a process of its own, for machines without a conference bridge; it is in no image.
import { z } from 'zod';
import { Simulator } from './simulator.js';

const key = z.string().min(16).max(512);
/** It is told by whoever starts it, and by no person: nothing of Sala need be loaded to say what is wrong. */
const config = z
  .object({
    SALA_SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535),
    SALA_SIMULATOR_SECRET: key,
    SALA_SIMULATOR_CONTROL_KEY: key,
  })
  .parse(process.env);

const running = await new Simulator({
  port: config.SALA_SIMULATOR_PORT,
  secret: config.SALA_SIMULATOR_SECRET,
  controlKey: config.SALA_SIMULATOR_CONTROL_KEY,
}).start();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void running.stop());
