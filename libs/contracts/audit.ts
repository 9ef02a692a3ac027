import { z } from 'zod';
import { type RpcContract, defineRpc } from './contract.js';
import { Role } from './rights.js';
import { Id, Instant } from './words.js';

const reading = /^(get|list|find|search|count|summarise|preview|verify)-/;
/** Whether a request changes something: by its verb, so that one that is forgotten is rather noted than not. */
export const isWrite = ({ subject }: Pick<RpcContract, 'subject'>): boolean =>
  !reading.test(subject.split('.').at(-1) ?? '');

/**
 * What a member of staff had a service do, or a site by its link (`siteId` in place of the two): who, in which role, which request, about which things, when by the system's
 * clock, and how it ended. It holds ids only, nothing of what was written. `begun` that stays is work that was cut off.
 */
export const AuditEntry = z
  .object({
    id: z.string().max(64),
    at: Instant,
    staffId: Id.optional(),
    role: Role.optional(),
    siteId: Id.optional(),
    request: z.string().max(128),
    objects: z.array(z.string().max(128)),
    /** `begun`, `done`, or the code of the error that it was refused with. */
    outcome: z.string().max(64),
    correlationId: z.string().max(128),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

export const AuditQuery = z.object({
  /** Entries older than this one's id; the newest without it. */
  before: z.string().max(64).optional(),
  limit: z.int().min(1).max(500).default(100),
  staffId: Id.optional(),
  /** Entries about the thing with this id. */
  object: z.string().min(1).max(128).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

const example: AuditEntry = {
  id: '2016-11-09T03:12:00.000Z-5c1e4f53',
  at: '2016-11-09T03:12:00.000Z',
  staffId: 'staff-1',
  role: 'coordinator',
  request: 'rpc.registration.v1.extend-deadline',
  objects: ['egov-readiness-2559'],
  outcome: 'done',
  correlationId: '0b9d1c9e-5c1e-4f53-9a39-7a5cb2f1d1de',
};
const define = (service: 'identity' | 'registration' | 'notifications' | 'scheduling') =>
  defineRpc({
    subject: `rpc.${service}.v1.list-audit`,
    summary: 'What staff had the service do, the newest first; hand the last id back as `before` for older ones',
    request: AuditQuery,
    returns: z.object({ items: z.array(AuditEntry) }),
    example: { request: { limit: 100 }, returns: { items: [example] } },
  });
export const ListIdentityAudit = define('identity');
export const ListRegistrationAudit = define('registration');
export const ListNotificationsAudit = define('notifications');
export const ListSchedulingAudit = define('scheduling');
