import { type DynamicModule, Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { AccountController } from './account.controller.js';
import { AccountService } from './account.service.js';
import { AdministratorsStore } from './administrators.store.js';
import { FirstAdministrator, FirstAdministratorSignIn } from './first-administrator.js';
import { StaffStore } from './staff.store.js';

/** Accounts: who there is, their roles, their passwords as hashes. */
@Module({})
export class AccountModule {
  static forRoot(first: FirstAdministratorSignIn): DynamicModule {
    return {
      module: AccountModule,
      imports: [SessionModule],
      controllers: [AccountController],
      providers: [
        StaffStore,
        AdministratorsStore,
        AccountService,
        FirstAdministrator,
        { provide: FirstAdministratorSignIn, useValue: first },
      ],
      exports: [StaffStore],
    };
  }
}

export { hashPassword, passwordMatches } from './password.js';
export { mustBeStrong } from './password-strength.js';
export { StaffStore };
