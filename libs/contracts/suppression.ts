import { z } from 'zod';
import { defineRpc } from './contract.js';
import { EmailAddress } from './e-mail.js';
import { replyDesk } from './rights.js';
import { Id, Instant, PageRequest, pageOf, Reason } from './words.js';

/**
 * How it was found out: the mail server said so when it was handed a mail, a mail came back, whoever got one said that it is not
 * for them, or staff know.
 */
export const SuppressionSource = z.enum(['smtp', 'bounce', 'recipient', 'staff']).meta({ id: 'SuppressionSource' });
export type SuppressionSource = z.infer<typeof SuppressionSource>;

/** An address that gets no mail, as there is nobody: whoever is reached there is called instead. */
export const Suppression = z
  .object({
    address: EmailAddress,
    source: SuppressionSource,
    /** In the mail server's own words, without addresses, or in those of staff. */
    said: z.string().max(500),
    since: Instant,
    /** The mail that came back, where one did. */
    mailId: Id.optional(),
    /** The invitations of offices, or the sites, that are reached there. */
    recipientIds: z.array(Id).max(1000),
  })
  .meta({ id: 'Suppression' });
export type Suppression = z.infer<typeof Suppression>;

const exampleSuppression: Suppression = {
  address: 'revenue@chiang-mai.example',
  source: 'bounce',
  said: '550 5.1.1 User unknown',
  since: '2016-11-07T02:05:00.000Z',
  mailId: 'mail-3f8a5d21c04b7e96',
  recipientIds: ['inv-5b0c9d2e7f1a4c38'],
};

export const ListSuppressions = defineRpc({
  subject: 'rpc.notifications.v1.list-suppressions',
  http: { method: 'GET', path: '/api/v1/suppressions', opens: replyDesk },
  summary: 'A page of the addresses that get no mail, in order of address, with the reason',
  request: PageRequest.extend({ after: z.string().max(254).optional() }),
  returns: pageOf(Suppression),
  example: { request: {}, returns: { items: [exampleSuppression] } },
});
export const SuppressAddress = defineRpc({
  subject: 'rpc.notifications.v1.suppress-address',
  http: { method: 'POST', path: '/api/v1/suppressions', opens: replyDesk, answer: 'nothing' },
  summary:
    'Staff know that an address is wrong: it gets no mail until somebody lifts that, and the offices that are reached there are called. What was found out first stays',
  request: z.object({ address: EmailAddress, reason: Reason }),
  returns: z.object({}),
  example: { request: { address: exampleSuppression.address, reason: 'หน่วยงานแจ้งว่าย้ายแล้ว' }, returns: {} },
});
export const LiftSuppression = defineRpc({
  subject: 'rpc.notifications.v1.lift-suppression',
  http: { method: 'POST', path: '/api/v1/suppressions/lifting', opens: replyDesk, answer: 'nothing' },
  summary: 'Staff know that an address is right: it gets mail again, and its offices need not be called for it',
  request: z.object({ address: EmailAddress }),
  returns: z.object({}),
  example: { request: { address: exampleSuppression.address }, returns: {} },
});
