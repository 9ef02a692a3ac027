import { type AnnouncedOffice, type AnnouncedTo } from '#contracts';
import { type Reached } from '../ahead/ahead.module.js';
import { mayCome } from '../recipient/recipient.module.js';

/** What an office said, as far as it matters to whom something is announced; too late is said of whatever was said. */
const saidBy = (office: Reached): AnnouncedTo =>
  office.responseRevision === 0 ? 'silent' : mayCome(office) ? 'coming' : 'declined';
export const isSaid = (office: Reached, said: AnnouncedTo | undefined): boolean =>
  said === undefined || (said === 'late' ? isLate(office) : saidBy(office) === said);
const isLate = ({ responseRevision, late }: Reached): boolean => responseRevision > 0 && late === true;

const whyNot = ({ withdrawn, at }: Reached): AnnouncedOffice['whyNot'] => {
  const { address, isBad } = at('announcement');
  if (withdrawn) return 'withdrawn';
  if (address === undefined) return 'no-address';
  return isBad ? 'bad-address' : undefined;
};

export const announcedOffice = (office: Reached): AnnouncedOffice => {
  const { invitationId, name, class: ofClass, provinceCode } = office;
  const why = whyNot(office);
  return {
    invitationId,
    name,
    class: ofClass,
    provinceCode,
    said: isLate(office) ? 'late' : saidBy(office),
    ...(why !== undefined && { whyNot: why }),
  };
};
