import { type FastifyReply } from 'fastify';
import { type Language } from '#contracts';
import { AppError } from '#platform';
import { replyPageHeaders } from './reply-style.js';

/** A page for whoever comes by a link, or where the browser goes instead. */
export type PageAnswer = { readonly language: Language } & (
  | { readonly status: number; readonly html: string; readonly headers?: Readonly<Record<string, string>> }
  | { readonly redirect: string }
);

/** What was made; of what failed the page that says so. How long to wait stands in the answer's head as well. */
export const madeOrTrouble = <Made>(
  reply: FastifyReply,
  work: () => Promise<Made>,
  trouble: (error: AppError, waitSeconds: number | undefined) => PageAnswer,
): Promise<Made | PageAnswer> =>
  work().catch((error: unknown): PageAnswer => {
    if (!(error instanceof AppError) || error.code === 'internal-error') throw error;
    const wait = error.details?.['retryAfterSeconds'];
    const waitSeconds = typeof wait === 'number' ? wait : undefined;
    if (waitSeconds !== undefined) reply.header('retry-after', String(waitSeconds));
    return trouble(error, waitSeconds);
  });

export const sendPage = async (reply: FastifyReply, made: PageAnswer): Promise<void> => {
  const own = 'html' in made ? made.headers : undefined;
  reply.headers({ ...(own ?? replyPageHeaders), 'content-language': made.language });
  if ('redirect' in made) await reply.redirect(made.redirect, 303);
  else await reply.status(made.status).type('text/html; charset=utf-8').send(made.html);
};
