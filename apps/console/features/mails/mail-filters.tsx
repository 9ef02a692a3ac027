import { DeliveryFailure, DeliveryKind, DeliveryState } from '#contracts';
import { Choice, type Option } from '../../kit/form/choice.js';
import { Field } from '../../kit/form/field.js';
import { ProvinceChoice } from '../../kit/form/province-choice.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader } from '../../kit/reader.js';
import { anyFailure, type Typed } from './filter.js';

export const MailFilters = ({ typed, onType }: { typed: Typed; onType: (typed: Typed) => void }) => {
  const { meeting } = useMeeting();
  const words = useMailsWords('list');
  const { names, named } = useReader();
  const choose = (name: keyof Typed) => (value: string) => onType({ ...typed, [name]: value });
  return (
    <div className="filters">
      <Field label={words.find} hint={words.findHint}>
        {(described) => (
          <input
            {...described}
            type="search"
            maxLength={200}
            value={typed.q ?? ''}
            onChange={({ target }) => onType({ ...typed, q: target.value })}
          />
        )}
      </Field>
      <Choice
        all={words.all}
        label={words.kind}
        options={DeliveryKind.options.map((each): Option => [each, names.deliveryKinds[each]])}
        value={typed.kind}
        onChange={choose('kind')}
      />
      <Choice
        all={words.all}
        label={words.state}
        options={DeliveryState.options.map((each): Option => [each, names.deliveryStates[each]])}
        value={typed.state}
        onChange={choose('state')}
      />
      <Choice
        all="–"
        label={words.failure}
        options={[
          [anyFailure, words.anyFailure],
          ...DeliveryFailure.options.map((each): Option => [each, names.deliveryFailures[each]]),
        ]}
        value={typed.failure}
        onChange={choose('failure')}
      />
      <Choice
        all={words.all}
        label={words.class}
        options={meeting.classes.map((each): Option => [each.class, named(each.name)])}
        value={typed.class}
        onChange={choose('class')}
      />
      <ProvinceChoice
        all={words.all}
        label={words.province}
        value={typed.provinceCode}
        onChange={choose('provinceCode')}
      />
    </div>
  );
};
