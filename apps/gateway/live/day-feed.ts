import { Injectable } from '@nestjs/common';
import { DayChanged, dayChangedSubject, GetConferenceDay } from '#contracts';
import { Hints, RpcClient } from '#messaging';
import { LiveFeed } from './live-feed.js';

/** Days, whose telephones are not open to everybody. */
@Injectable()
export class DayFeed extends LiveFeed {
  constructor(rpc: RpcClient, hints: Hints) {
    super({ contract: GetConferenceDay, subject: dayChangedSubject, hint: DayChanged, byRoles: true }, rpc, hints);
  }
}
