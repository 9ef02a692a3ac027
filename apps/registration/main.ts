import { parseConfig, runService } from '#platform';
import { registrationConfig } from './config.js';
import { createRegistration } from './service.js';

await runService(async () => createRegistration(parseConfig(registrationConfig, process.env, 'registration')));
