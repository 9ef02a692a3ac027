import { parseConfig, runService } from '#platform';
import { selfCheckConfig } from './config.js';
import { createSelfCheck } from './service.js';

await runService(async () => createSelfCheck(parseConfig(selfCheckConfig, process.env, 'self-check')));
