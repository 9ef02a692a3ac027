import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type IdentityConfig } from '../config.js';
import { AccountService } from './account.service.js';

/** Under this token the first administrator's sign-in is injected, or nothing. */
export const FirstAdministratorSignIn = Symbol('FirstAdministratorSignIn');
export type FirstAdministratorSignIn = Pick<IdentityConfig, 'SALA_ADMIN_EMAIL' | 'SALA_ADMIN_PASSWORD'>;

/** A new installation has somebody who can sign in. */
@Injectable()
export class FirstAdministrator implements OnModuleInit {
  constructor(
    private readonly accounts: AccountService,
    @Inject(FirstAdministratorSignIn) private readonly signIn: FirstAdministratorSignIn,
  ) {}

  async onModuleInit(): Promise<void> {
    const { SALA_ADMIN_EMAIL: email, SALA_ADMIN_PASSWORD: password } = this.signIn;
    if (email !== undefined && password !== undefined) await this.accounts.ensureAdministrator(email, password);
    await this.accounts.beginRoll();
  }
}
