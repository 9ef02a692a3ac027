import { type FastifyReply, type FastifyRequest } from 'fastify';
import { type GatewayConfig } from '../config.js';

type Config = Pick<GatewayConfig, 'SALA_SECURE_COOKIES'>;
/** `__Host-` binds the cookie to this host, the whole path and https. */
export const sessionCookieName = ({ SALA_SECURE_COOKIES: secure }: Config): string =>
  secure ? '__Host-sala-session' : 'sala-session';
const optionsOf = ({ SALA_SECURE_COOKIES: secure }: Config) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure }) as const;

export const sessionTokenOf = (request: FastifyRequest, config: Config): string | undefined => {
  const token = request.cookies[sessionCookieName(config)];
  return token === undefined || token === '' || token.length > 200 ? undefined : token;
};

/** The service knows when the session ends; the browser forgets it when it is closed. */
export const setSessionCookie = (reply: FastifyReply, token: string, config: Config): void =>
  void reply.setCookie(sessionCookieName(config), token, optionsOf(config));
export const clearSessionCookie = (reply: FastifyReply, config: Config): void =>
  void reply.clearCookie(sessionCookieName(config), optionsOf(config));
