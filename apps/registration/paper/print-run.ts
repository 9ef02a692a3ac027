import { type FileMade, mostInWord, type PrintRun, type PrintRunState } from '#contracts';
import { invalid } from '#platform';

/** `tries`: how often its work was begun. */
export type PrintRunRecord = Omit<PrintRun, 'file'> & { readonly tries: number; readonly fileId?: string };

/** States in which there is something to do without anybody asking. */
export const workingStates = ['waiting', 'writing'] as const satisfies readonly PrintRunState[];
export const isWorking = ({ state }: Pick<PrintRunRecord, 'state'>): boolean =>
  workingStates.some((each) => each === state);
/** A worker may die now and then; work that never ends is given up. */
export const mostTries = 3;

/** Two that would make the same document are one, as long as it is being made. */
export const workKeyOf = ({
  meetingId,
  parts,
  provinceCode = '',
  invitationId = '',
}: Pick<PrintRunRecord, 'meetingId' | 'parts' | 'provinceCode' | 'invitationId'>): string =>
  [meetingId, parts, provinceCode, invitationId].join('\n');

export const printRunOf = (
  { tries: _tries, fileId: _fileId, ...run }: PrintRunRecord,
  file: FileMade | undefined,
): PrintRun => ({ ...run, ...(file && { file: { name: file.name, bytes: file.bytes } }) });

/** Throws invalid 'too-many-for-word'. */
export const refuseTooMany = (offices: number): void => {
  if (offices > mostInWord) throw invalid('too-many-for-word', { values: { most: mostInWord, offices } });
};
