import { z } from 'zod';
import { defineRpc } from './contract.js';

const define = (service: 'registration' | 'notifications' | 'scheduling') =>
  defineRpc({
    subject: `rpc.${service}.v1.retell`,
    summary:
      'Tells everything again that the service ever told; with `asNewest` above all that others have heard of it, for a database that went back together with the stream',
    request: z.object({ asNewest: z.boolean().default(false) }),
    /** `told`: how many events, or with `asNewest` how many aggregates. */
    returns: z.object({ told: z.int().min(0) }),
    example: { request: { asNewest: false }, returns: { told: 1216 } },
  });
export const RetellRegistration = define('registration');
export const RetellNotifications = define('notifications');
export const RetellScheduling = define('scheduling');
