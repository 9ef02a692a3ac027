import 'reflect-metadata';
import { parseConfig, runService } from '#platform';
import { GatewayConfig } from './config.js';
import { createGateway } from './service.js';

await runService(() => createGateway(parseConfig(GatewayConfig, process.env, 'gateway')));
