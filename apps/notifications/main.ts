import { parseConfig, runService } from '#platform';
import { notificationsConfig } from './settings/settings.module.js';
import { createNotifications } from './service.js';

await runService(async () => createNotifications(parseConfig(notificationsConfig, process.env, 'notifications')));
