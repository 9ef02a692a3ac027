/** What people call the fields of a reply. `said`: how a value stands in a line about a person. */
export const response = {
  attendee: {
    name: { label: 'ชื่อ–นามสกุล', said: (value: string) => value },
    position: { label: 'ตำแหน่ง', said: (value: string) => value },
    phone: { label: 'โทรศัพท์', said: (value: string) => `โทร. ${value}` },
  },
  fields: { note: 'หมายเหตุ' },
  /** What may be chosen, by the field and its options: of an attendee or of the reply. */
  choices: {},
};
