import { parseConfig, runService } from '#platform';
import { identityConfig } from './config.js';
import { createIdentity } from './service.js';

await runService(async () => createIdentity(parseConfig(identityConfig, process.env, 'identity')));
