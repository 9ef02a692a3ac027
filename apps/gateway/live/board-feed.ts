import { Injectable } from '@nestjs/common';
import { BoardChanged, boardChangedSubject, GetResponseBoard } from '#contracts';
import { Hints, RpcClient } from '#messaging';
import { LiveFeed } from './live-feed.js';

/** Boards, which name no persons: all who may see the whole meeting see the same. */
@Injectable()
export class BoardFeed extends LiveFeed {
  constructor(rpc: RpcClient, hints: Hints) {
    super({ contract: GetResponseBoard, subject: boardChangedSubject, hint: BoardChanged, byRoles: false }, rpc, hints);
  }
}
