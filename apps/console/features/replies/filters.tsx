import { Answer, asksForOtherSites, Channel, countsSeats, SeatState } from '#contracts';
import { Choice, type Option } from '../../kit/form/choice.js';
import { ClassChoice } from '../../kit/form/class-choice.js';
import { ProvinceChoice } from '../../kit/form/province-choice.js';
import { SearchField } from '../../kit/form/search-field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { type Typed } from './filter.js';

export const Filters = ({ typed, onType }: { typed: Typed; onType: (typed: Typed) => void }) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('list');
  const { names } = useReader();
  const choose = (name: keyof Typed) => (value: string) => onType({ ...typed, [name]: value });
  return (
    <div className="filters">
      <SearchField label={words.find} hint={words.findHint} value={typed.q ?? ''} onType={choose('q')} />
      <Choice
        all={words.all}
        label={words.standing}
        options={[
          ['silent', names.standings.silent],
          ['answered', names.standings.answered],
          ['withdrawn', names.invitationStatuses.withdrawn],
        ]}
        value={typed.standing}
        onChange={choose('standing')}
      />
      <ClassChoice all={words.all} label={words.class} value={typed.class} onChange={choose('class')} />
      <ProvinceChoice
        all={words.all}
        label={words.province}
        value={typed.provinceCode}
        onChange={choose('provinceCode')}
      />
      <Choice
        all={words.all}
        label={words.answer}
        options={Answer.options.map((each): Option => [each, names.answers[each]])}
        value={typed.answer}
        onChange={choose('answer')}
      />
      <Choice
        all={words.all}
        label={words.channel}
        options={Channel.options.map((each): Option => [each, names.channels[each]])}
        value={typed.channel}
        onChange={choose('channel')}
      />
      <Choice
        all={words.all}
        label={words.time}
        options={[
          ['true', words.late],
          ['false', words.inTime],
        ]}
        value={typed.late}
        onChange={choose('late')}
      />
      {meeting.confirmedFrom !== undefined && (
        <Choice
          label={words.confirmation}
          all={words.all}
          options={[
            ['true', words.unconfirmed],
            ['false', words.others],
          ]}
          value={typed.unconfirmed}
          onChange={choose('unconfirmed')}
        />
      )}
      {(asksForOtherSites(meeting.form) || typed.asksOtherSite !== undefined) && (
        <Choice
          label={words.otherSite}
          all={words.all}
          options={[
            ['true', words.asksOtherSite()],
            ['false', words.others],
          ]}
          value={typed.asksOtherSite}
          onChange={choose('asksOtherSite')}
        />
      )}
      {countsSeats(meeting.form) && (
        <Choice
          label={words.seat}
          all={words.all}
          options={SeatState.options.map((each): Option => [each, names.seats[each]])}
          value={typed.seat}
          onChange={choose('seat')}
        />
      )}
    </div>
  );
};
