import { parseConfig, runService } from '#platform';
import { notificationsConfig } from './config.js';
import { createNotifications } from './service.js';

await runService(async () => createNotifications(parseConfig(notificationsConfig, process.env, 'notifications')));
