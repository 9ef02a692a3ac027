import { parseConfig, runService } from '#platform';
import { schedulingConfig } from './settings/settings.module.js';
import { createScheduling } from './service.js';

await runService(async () => createScheduling(parseConfig(schedulingConfig, process.env, 'scheduling')));
