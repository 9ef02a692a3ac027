import { Controller } from '@nestjs/common';
import {
  GetLinkLimits,
  JudgeLink,
  type LinkJudgement,
  type LinkLimits,
  type ParsedRequestOf,
  SetLinkLimits,
} from '#contracts';
import { HandlesRpc } from '#messaging';
import { judgementOf } from './judgement.js';
import { LimitsStore } from './limits.store.js';

@Controller()
export class LimitsController {
  constructor(private readonly limits: LimitsStore) {}

  @HandlesRpc(GetLinkLimits)
  get({ meetingId }: ParsedRequestOf<typeof GetLinkLimits>): Promise<LinkLimits> {
    return this.limits.of(meetingId);
  }

  @HandlesRpc(SetLinkLimits)
  set({ meetingId, limits }: ParsedRequestOf<typeof SetLinkLimits>): Promise<LinkLimits> {
    return this.limits.set(meetingId, limits);
  }

  @HandlesRpc(JudgeLink)
  async judge({ meetingId, samples }: ParsedRequestOf<typeof JudgeLink>): Promise<LinkJudgement> {
    return judgementOf(samples, await this.limits.of(meetingId));
  }
}
