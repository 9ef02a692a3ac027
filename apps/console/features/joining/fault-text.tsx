import { type SiteFault } from '#contracts';
import { useConferenceWords } from '../../kit/conference-words.js';

/** What was noted as a mistake, or has been corrected, is nothing that could still go on. */
export const isOpenFault = ({ endedAt, correctedBy, what }: SiteFault): boolean =>
  endedAt === undefined && correctedBy === undefined && what !== 'mistake';

/** What went wrong, as one word and as it was told; struck out where it was corrected. */
export const FaultText = ({ fault: { what, note, correctedBy, corrects } }: { readonly fault: SiteFault }) => {
  const log = useConferenceWords('log');
  const names = useConferenceWords('faults');
  const text = `${names[what]}${note === undefined ? '' : `: ${note}`}`;
  return (
    <>
      {correctedBy === undefined ? text : <s>{text}</s>}{' '}
      <small>
        {correctedBy !== undefined && log.corrected}
        {corrects !== undefined && log.corrects}
      </small>
    </>
  );
};
