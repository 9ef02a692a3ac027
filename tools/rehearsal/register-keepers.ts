// The people at the doors of the halls, and who enters the sheets afterwards.
import { RecordAttendance, RecordHall } from '#contracts';
import { type ApiClient } from './api-client.js';
import { type Invited } from './invited.js';
import { type Deed, type HallRegister, type RegisterEntry } from './plot.js';
import { type Staff } from './stage.js';

type Stage = { readonly meetingId: string; readonly staff: Staff; readonly invited: Invited };
type Where = Pick<HallRegister, 'siteId' | 'source'>;
type Correction = Extract<Deed, { do: 'correct-register' }>;

export class RegisterKeepers {
  constructor(private readonly stage: Stage) {}

  /** Line by line, as they were entered; that the register is complete is said twice, as after an answer that was lost. */
  async keep({ entries, presiding, ...where }: HallRegister): Promise<void> {
    const { meetingId, staff } = this.stage;
    const { siteId, source } = where;
    const keeper = source === 'live' ? staff.focalPoints.get(siteId) : staff.coordinator;
    if (keeper === undefined) throw new Error(`nobody is at the door of ${siteId}`);
    for (const entry of entries)
      for (let sent = 0; sent < (entry.twice === true ? 2 : 1); sent += 1) await this.#enter(keeper, where, entry);
    if (presiding === undefined) return;
    for (let sent = 0; sent < 2; sent += 1)
      await keeper.send(RecordHall, { meetingId, siteId, presiding: { name: presiding }, done: true });
  }

  /** The books are closed: without a reason it is refused. */
  async correct({ siteId, entry, reason }: Correction): Promise<void> {
    const { coordinator } = this.stage.staff;
    const where = { siteId, source: 'sheet' } as const;
    await this.#enter(coordinator, where, { ...entry, id: `${entry.id}-refused` }, { expect: [409] });
    await this.#enter(coordinator, where, entry, { reason });
  }

  async #enter(
    who: ApiClient,
    where: Where,
    entry: RegisterEntry,
    { reason, expect }: { readonly reason?: string; readonly expect?: readonly number[] } = {},
  ): Promise<void> {
    const { meetingId, invited } = this.stage;
    const { id: entryId, state, people, vouchedBy, agoMs } = entry;
    const whose =
      'walkIn' in entry
        ? { walkIn: { id: entry.walkIn, office: 'ผู้มาโดยไม่ได้รับเชิญ' } }
        : { invitationId: invited.invitationId(entry.organisationId) };
    await who.send(
      RecordAttendance,
      {
        meetingId,
        ...where,
        entryId,
        ...whose,
        state,
        ...(people !== undefined && { people }),
        ...(vouchedBy !== undefined && { vouchedBy }),
        ...(agoMs !== undefined && { agoMs }),
        ...(reason !== undefined && { reason }),
      },
      expect,
    );
  }
}
