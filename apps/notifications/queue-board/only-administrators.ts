import { type FastifyReply, type FastifyRequest } from 'fastify';
import { GetSession } from '#contracts';
import { type RpcClient } from '#messaging';
import { AppError, forbidden, problemOf } from '#platform';

/** The cookie of the gateway's sign-in, which browsers send to every port of its host: with https, and without. */
const cookie = /(?:^|;\s*)(?:__Host-)?sala-session=([\w-]{1,200})/;

const signedInByNow = async (rpc: RpcClient, sessionToken: string | undefined) => {
  if (sessionToken === undefined) throw forbidden('not-signed-in');
  try {
    return (await rpc.call(GetSession, { sessionToken })).staff;
  } catch (error) {
    if (error instanceof AppError && error.kind !== 'unavailable') throw forbidden('not-signed-in', { cause: error });
    throw error;
  }
};

const mustBeAdministrator = async (rpc: RpcClient, request: FastifyRequest): Promise<void> => {
  const { roles, active } = await signedInByNow(rpc, cookie.exec(request.headers.cookie ?? '')?.[1]);
  if (!active || !roles.includes('administrator'))
    throw forbidden('role-missing', { values: { roles: 'administrator' } });
  const from = request.headers['sec-fetch-site'];
  if (request.method !== 'GET' && request.method !== 'HEAD' && from !== 'same-origin')
    throw forbidden('cross-site-request');
};

/** Lets administrators in who are signed in at the gateway, from their own pages, and never into another site's frame. */
export const onlyAdministrators =
  (rpc: RpcClient) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    reply.headers({
      'x-frame-options': 'DENY',
      'content-security-policy': "frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    try {
      await mustBeAdministrator(rpc, request);
    } catch (error) {
      // The page has an error handler of its own, which knows no status but 500.
      const problem = problemOf(error, request.id, 'en');
      await reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
    }
  };
