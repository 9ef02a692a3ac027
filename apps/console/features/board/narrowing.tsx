import { useNavigate, useRouterState } from '@tanstack/react-router';
import { Channel } from '#contracts';
import { Choice, type Option } from '../../kit/form/choice.js';
import { ProvinceChoice } from '../../kit/form/province-choice.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader, useWords } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { narrowedTo, type Narrowed } from './narrowed.js';

/** What of the meeting the board shows: it stands in the address, so that it can be shared and led to. */
export const useNarrowed = (): Narrowed =>
  narrowedTo(useRouterState({ select: ({ location }): object => location.search }));

export const Narrowing = ({ narrowed }: { narrowed: Narrowed }) => {
  const { meeting } = useMeeting();
  const words = useWords('board');
  const { all, only, surveyed } = useRepliesWords('map');
  const { names, named } = useReader();
  const navigate = useNavigate();
  const choose = (name: keyof Narrowed) => (value: string) =>
    void navigate({
      to: '.',
      search: narrowedTo({ ...narrowed, [name]: value }) as object,
      replace: true,
      resetScroll: false,
    });
  return (
    <div className="filters">
      <Choice
        all={all}
        label={words.class}
        options={meeting.classes.map((each): Option => [each.class, named(each.name)])}
        value={narrowed.class}
        onChange={choose('class')}
      />
      <ProvinceChoice
        all={all}
        label={words.province}
        value={narrowed.provinceCode}
        onChange={choose('provinceCode')}
      />
      <Choice
        all={all}
        label={words.channel}
        options={Channel.options.map((each): Option => [each, names.channels[each]])}
        value={narrowed.channel}
        onChange={choose('channel')}
      />
      {meeting.classes.some((each) => each.surveyed) && (
        <Choice
          all={all}
          label={only}
          options={[['true', surveyed]]}
          value={narrowed.surveyed === true ? 'true' : undefined}
          onChange={choose('surveyed')}
        />
      )}
    </div>
  );
};
