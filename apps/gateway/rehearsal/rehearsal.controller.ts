import { Body, Controller } from '@nestjs/common';
import { bodySchemaOf, GetRehearsal, type RestOf, SetRehearsalActing, SetRehearsalClock } from '#contracts';
import { Serves } from '../http/serves.js';
import { RehearsalService } from './rehearsal.service.js';

@Controller()
export class RehearsalController {
  constructor(private readonly rehearsal: RehearsalService) {}

  @Serves(GetRehearsal)
  show() {
    return this.rehearsal.show();
  }

  @Serves(SetRehearsalClock)
  setClock(@Body({ schema: bodySchemaOf(SetRehearsalClock) }) change: RestOf<typeof SetRehearsalClock>) {
    return this.rehearsal.setClock(change);
  }

  @Serves(SetRehearsalActing)
  setActing(@Body({ schema: bodySchemaOf(SetRehearsalActing) }) { acting }: RestOf<typeof SetRehearsalActing>) {
    return this.rehearsal.setActing(acting);
  }
}
