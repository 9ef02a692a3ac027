export { OutboxModule, type OutboxOptions } from './outbox.module.js';
export { OutboxRelay } from './outbox-relay.js';
export { MessagingWork } from './messaging-work.js';
export { auditController } from './audit.controller.js';
export { retellController } from './retell.controller.js';
export { workStateController } from './work-state.controller.js';
export { type Due, DueWork } from './work-state.js';
