export { OutboxModule, type OutboxOptions } from './outbox.module.js';
export { OutboxRelay } from './outbox-relay.js';
export { MessagingWork } from './messaging-work.js';
export { auditController } from './audit.controller.js';
