import { type DynamicModule, Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { SignInController } from './sign-in.controller.js';
import { SessionLifetimeMs, SignInService } from './sign-in.service.js';

/** Signing in and out, and the own password. `accounts` is the module that exports them. */
@Module({})
export class SignInModule {
  static forRoot(accounts: DynamicModule, sessionLifetimeMs: number): DynamicModule {
    return {
      module: SignInModule,
      imports: [accounts, SessionModule],
      controllers: [SignInController],
      providers: [SignInService, { provide: SessionLifetimeMs, useValue: sessionLifetimeMs }],
    };
  }
}
