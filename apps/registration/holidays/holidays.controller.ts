import { Controller } from '@nestjs/common';
import { ListHolidays, type ParsedRequestOf, PutHoliday, RemoveHoliday, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { HolidaysService } from './holidays.service.js';

@Controller()
export class HolidaysController {
  constructor(private readonly holidays: HolidaysService) {}

  @HandlesRpc(ListHolidays)
  async list(request: ParsedRequestOf<typeof ListHolidays>): Promise<ReturnOf<typeof ListHolidays>> {
    return { items: await this.holidays.list(request) };
  }

  @HandlesRpc(PutHoliday)
  put(request: ParsedRequestOf<typeof PutHoliday>): Promise<ReturnOf<typeof PutHoliday>> {
    return this.holidays.put(request);
  }

  @HandlesRpc(RemoveHoliday)
  async remove({ day }: ParsedRequestOf<typeof RemoveHoliday>): Promise<ReturnOf<typeof RemoveHoliday>> {
    await this.holidays.remove(day);
    return {};
  }
}
