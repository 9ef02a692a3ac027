import type { Channel } from '#contracts';

export const channels = ['web', 'fax', 'phone', 'letter', 'e-mail'] as const satisfies readonly Channel[];
/** What the desk types in: the office itself answers on the web. */
export const deskChannels = channels.filter((each) => each !== 'web');
