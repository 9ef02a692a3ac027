import { type AskedBy, type Import, type ImportCounts, type ParsedRequestOf, type SetImportColumns } from '#contracts';
import { fitting } from '#messaging';
import { conflict } from '#platform';

/** How people said that the file is to be read. */
export type AskedOfImport = Pick<ParsedRequestOf<typeof SetImportColumns>, 'sheets' | 'encoding' | 'defaultClass'>;

/**
 * `attempt` counts how often its work was begun: whoever works for an earlier one writes nothing any more. `tries`: how often
 * the work of this state was begun and not ended. `inHand`: the pages that are
 * being kept: one whose rows are noted, and the one after it. `decidedBy`: who had it kept, undone or stopped, unless that was
 * decided before it was noted.
 */
export type ImportRecord = Import & {
  readonly attempt: number;
  readonly tries: number;
  readonly asked: AskedOfImport;
  readonly which?: 'all' | 'valid';
  readonly inHand?: readonly number[] | undefined;
  readonly decidedBy?: AskedBy;
};

export const noCounts: ImportCounts = {
  read: 0,
  new: 0,
  changed: 0,
  unchanged: 0,
  conflict: 0,
  invalid: 0,
  warned: 0,
  handled: 0,
};

/** Of the sites that an import brings: as many as an answer holds beside all else. */
const mostSiteBytes = 150_000;

export const importOf = ({
  attempt: _attempt,
  tries: _tries,
  asked: _asked,
  which: _which,
  inHand: _inHand,
  decidedBy: _decidedBy,
  newSites,
  ...rest
}: ImportRecord): Import => ({ ...rest, newSites: fitting(newSites, mostSiteBytes) });

/** As it stands among others: what was found in its file is asked for with the import itself. */
export const importInList = (record: ImportRecord): Import => {
  const { encoding: _encoding, defaultClass: _defaultClass, ...rest } = importOf(record);
  return { ...rest, sheets: [], classes: [], newClasses: [], newSites: [] };
};

/** States in which there is something to do without anybody asking. */
export const workingStates = ['received', 'committing', 'undoing'] as const;
/** A worker may die now and then; work that never ends is given up. */
export const mostTries = 5;

type Step = Partial<Omit<ImportRecord, 'id'>>;

/** What a person decides is of the import as it stands; each throws conflict where it has come another way meanwhile. */
export const readAnew = (record: ImportRecord, asked: AskedOfImport): Step => {
  if (record.state !== 'waiting' && record.state !== 'received') throw conflict('import-not-waiting');
  return { state: 'received', asked: { ...record.asked, ...asked }, tries: 0, counts: noCounts };
};

/** Again while it is being done, it changes nothing. */
export const commit = (record: ImportRecord, which: 'all' | 'valid'): Step | undefined => {
  if ((record.state === 'committing' || record.state === 'done') && record.which === which) return undefined;
  if (record.state !== 'waiting') throw conflict('import-not-waiting');
  // Names that were read in a wrong encoding are names all the same: only a person sees it.
  if (record.encoding?.sure === false) throw conflict('import-encoding-unsure');
  const { invalid, conflict: conflicting } = record.counts;
  if (which === 'all' && invalid + conflicting > 0)
    throw conflict('import-not-clean', { values: { invalid, conflict: conflicting } });
  return { state: 'committing', which, tries: 0, counts: { ...record.counts, handled: 0 } };
};

export const stop = (record: ImportRecord): Step | undefined => {
  if (record.state === 'stopped') return undefined;
  if (record.state !== 'received' && record.state !== 'waiting' && record.state !== 'committing')
    throw conflict('import-ended');
  return { state: 'stopped' };
};

/** Whoever calls it has seen that none of its new offices is invited. */
export const undo = (record: ImportRecord): Step | undefined => {
  if (record.state === 'undoing' || record.state === 'undone') return undefined;
  if (
    (record.state !== 'done' && record.state !== 'stopped' && record.state !== 'failed')
    || record.which === undefined
  )
    throw conflict('import-not-kept');
  return { state: 'undoing', tries: 0, counts: { ...record.counts, handled: 0 } };
};
