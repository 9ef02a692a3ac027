import type { DossierPart } from '#contracts';
import type { ChecksWords } from '#words';

/** What the form calls a part of a dossier. */
export const partName = (part: DossierPart, words: ChecksWords['form']): string =>
  part === 'backup' ? words.backupLine : words[part];
