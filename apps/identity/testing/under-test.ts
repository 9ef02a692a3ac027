import { type ReturnOf, type RequestOf, type RpcContract } from '#contracts';
import { NatsLink, RpcClient, setMeetingClock } from '#messaging';
import { type RunningService } from '#platform';
import { identityConfig } from '../config.js';
import { createIdentity } from '../service.js';

export const administrator = { email: 'admin@ega.example', password: 'a pass phrase for tests' };

/** An identity service on real servers, and a meeting clock that is none of its business. */
export class IdentityUnderTest {
  private constructor(readonly service: RunningService) {}

  static async start(servers: { natsUrl: string; mongoUrl: string; database: string }): Promise<IdentityUnderTest> {
    const config = identityConfig.parse({
      NODE_ENV: 'test',
      SALA_HTTP_PORT: '0',
      SALA_LOG_LEVEL: 'silent',
      SALA_SWEEP_MS: '250',
      NATS_URL: servers.natsUrl,
      MONGODB_URL: servers.mongoUrl,
      SALA_DATABASE: servers.database,
      SALA_ADMIN_EMAIL: administrator.email,
      SALA_ADMIN_PASSWORD: administrator.password,
    });
    return new IdentityUnderTest(await createIdentity(config));
  }

  call<C extends RpcContract>(contract: C, request: RequestOf<C>): Promise<ReturnOf<C>> {
    return this.service.app.get(RpcClient).call(contract, request);
  }

  /** The clock that the other services live by. */
  async moveMeetingClockTo(instant: string): Promise<void> {
    await setMeetingClock(this.service.app.get(NatsLink), {
      realInstant: '2026-01-01T00:00:00.000Z',
      meetingInstant: instant,
      speed: 0,
    });
  }

  stop(): Promise<void> {
    return this.service.close();
  }
}
