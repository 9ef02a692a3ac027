import { z } from 'zod';
import { SelfCheckFlow, SelfCheckSaid, strictly } from '#contracts';

const count = z.int().min(0).max(100_000);
const Sent = z.object({ voice: count, picture: count, held: count });

/** What a browser says over the channel that loses nothing; whatever else comes there ends the session. */
const FromBrowser = strictly(
  z.discriminatedUnion('say', [
    z.object({ say: z.literal('ready'), said: SelfCheckSaid }),
    z.object({ say: z.literal('sent'), sent: Sent }),
    z.object({ say: z.literal('received'), flow: SelfCheckFlow.omit({ countedBy: true }), hidden: z.boolean() }),
    z.object({ say: z.literal('thanks') }),
    z.object({ say: z.literal('stop') }),
  ]),
);
export type FromBrowser = z.output<typeof FromBrowser>;

/** The longest thing that a browser says is what it found of its devices. */
const longest = 4_000;

export const readControl = (text: string): FromBrowser | undefined => {
  if (text.length > longest) return undefined;
  try {
    return FromBrowser.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};
