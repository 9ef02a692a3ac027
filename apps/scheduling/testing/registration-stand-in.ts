import { Controller, type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { exampleMeeting, GetMeeting, type Meeting } from '#contracts';
import { connectMessaging, HandlesRpc, MessagingModule } from '#messaging';
import { PlatformModule } from '#platform';

/** Stands in for registration where scheduling asks it what a meeting is. */
export class RegistrationStandIn {
  meeting: Meeting = exampleMeeting;
  #app: INestApplication | undefined;

  static async start(natsUrl: string): Promise<RegistrationStandIn> {
    const standIn = new RegistrationStandIn();
    @Controller()
    class Meetings {
      @HandlesRpc(GetMeeting)
      get(): Promise<Meeting> {
        return Promise.resolve(standIn.meeting);
      }
    }
    @Module({
      imports: [
        PlatformModule.forRoot({ service: 'registration', config: { SALA_LOG_LEVEL: 'silent' } }),
        MessagingModule.forRoot({ service: 'registration', nats: natsUrl }),
      ],
      controllers: [Meetings],
    })
    class StandInModule {}
    const app = await NestFactory.create(StandInModule, new FastifyAdapter(), { logger: false });
    connectMessaging(app);
    await app.init();
    await app.startAllMicroservices();
    standIn.#app = app;
    return standIn;
  }

  async stop(): Promise<void> {
    await this.#app?.close();
  }
}
