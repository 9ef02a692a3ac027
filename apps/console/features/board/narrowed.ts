import { Channel, type GetResponseBoard, Id, ProvinceCode, type RequestOf } from '#contracts';

/** What of the meeting the board is of; nothing is the whole. */
export type Narrowed = Omit<RequestOf<typeof GetResponseBoard>, 'meetingId'>;

const read = <Value>(schema: { safeParse(value: unknown): { success: boolean; data?: Value } }, value: unknown) => {
  const { success, data } = schema.safeParse(value);
  return success ? data : undefined;
};

/** What of an address narrows the board; what is none is left out. */
export const narrowedTo = (search: object): Narrowed => {
  const typed = search as Readonly<Record<string, unknown>>;
  const [officeClass, provinceCode, channel] = [
    read(Id, typed['class']),
    read(ProvinceCode, typed['provinceCode']),
    read(Channel, typed['channel']),
  ];
  return {
    ...(officeClass !== undefined && { class: officeClass }),
    ...(provinceCode !== undefined && { provinceCode }),
    ...(channel !== undefined && { channel }),
    ...(String(typed['surveyed'] ?? '') === 'true' && { surveyed: true }),
  };
};
