import { type RecordedReply } from '#contracts';
import { useReader, useWords } from '../../kit/reader.js';

/** What became of the reply that was recorded last. */
export const Outcome = ({ of }: { of: RecordedReply }) => {
  const words = useWords('desk');
  const { named, names } = useReader();
  return [
    of.changed ? words.recorded : words.unchanged,
    named(of.invitation.organisation.name),
    names.answers[of.response.answer],
    ...(of.seat === undefined
      ? []
      : [`${names.seats[of.seat.state]}${of.seat.place === undefined ? '' : ` ${of.seat.place}`}`]),
    ...(of.response.late ? [words.late] : []),
    ...(of.counts ? [] : [words.doesNotCount]),
  ].join(' · ');
};
