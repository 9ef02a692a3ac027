import { documentEndings, type DeliveryKind, type Enclosure, type Meeting } from '#contracts';
import { oneLine } from '../mail/mail.module.js';

export type Attached = Required<Pick<Enclosure, 'title' | 'file'>>;

/** What no program takes in the name of a file. */
const unfit = /[\\/:*?"<>|]+/gu;
const mostName = 100;

/** As it is saved: by its title, numbered in the order of the letter, with the ending of what it is. */
export const nameOf = ({ title, file }: Attached, index: number): string => {
  const name = [...oneLine(title.replace(unfit, ' '))]
    .slice(0, mostName)
    .join('')
    .replace(/[. ]+$/, '');
  return `${index + 1}. ${name}.${documentEndings[file.contentType]}`;
};

/**
 * The enclosures that go with a mail itself: with invitations, where the meeting wants it, all of them or none. A letter that is
 * secret sends none about, and what is too much together is got by the links that stand in each mail anyhow.
 */
export const attachedTo = (kind: DeliveryKind, { letter }: Pick<Meeting, 'letter'>, mostBytes: number): Attached[] => {
  if (kind !== 'invitation' || letter?.attached !== true || letter.secrecy !== undefined) return [];
  const files = (letter.enclosures ?? []).flatMap(({ title, file }) => (file === undefined ? [] : [{ title, file }]));
  return files.reduce((sum, { file }) => sum + file.bytes, 0) > mostBytes ? [] : files;
};
