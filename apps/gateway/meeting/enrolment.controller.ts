import { Body, Controller, Put } from '@nestjs/common';
import { type ParsedRequestOf, EnrolOrganisations, EnrolSites } from '#contracts';
import { RpcClient } from '#messaging';
import { owners, Roles } from '../access/roles.js';
import { Answers } from '../http/answers.js';

/** Up to 1,000 entries on a busy machine; they are kept in steps, and what was cut off may be sent again. */
const timeoutMs = 60_000;

@Controller('api/v1')
export class EnrolmentController {
  constructor(private readonly rpc: RpcClient) {}

  @Put('sites')
  @Roles(...owners)
  @Answers(EnrolSites)
  sites(@Body({ schema: EnrolSites.request }) body: ParsedRequestOf<typeof EnrolSites>) {
    return this.rpc.call(EnrolSites, body, { timeoutMs });
  }

  @Put('organisations')
  @Roles(...owners)
  @Answers(EnrolOrganisations)
  organisations(@Body({ schema: EnrolOrganisations.request }) body: ParsedRequestOf<typeof EnrolOrganisations>) {
    return this.rpc.call(EnrolOrganisations, body, { timeoutMs });
  }
}
