import { Controller } from '@nestjs/common';
import { GetWrongAddress, type ParsedRequestOf, type ReturnOf, SayWrongAddress } from '#contracts';
import { HandlesRpc } from '#messaging';
import { WrongAddressService } from './wrong-address.service.js';

@Controller()
export class WrongAddressController {
  constructor(private readonly wrong: WrongAddressService) {}

  @HandlesRpc(GetWrongAddress)
  getWrong(asked: ParsedRequestOf<typeof GetWrongAddress>): Promise<ReturnOf<typeof GetWrongAddress>> {
    return this.wrong.get(asked);
  }

  @HandlesRpc(SayWrongAddress)
  say(asked: ParsedRequestOf<typeof SayWrongAddress>): Promise<ReturnOf<typeof SayWrongAddress>> {
    return this.wrong.say(asked);
  }
}
