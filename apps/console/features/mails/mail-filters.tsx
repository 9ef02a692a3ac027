import { DeliveryFailure, DeliveryKind, DeliveryState } from '#contracts';
import { Choice, type Option } from '../../kit/form/choice.js';
import { ClassChoice } from '../../kit/form/class-choice.js';
import { ProvinceChoice } from '../../kit/form/province-choice.js';
import { SearchField } from '../../kit/form/search-field.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useReader } from '../../kit/reader.js';
import { anyFailure, type Typed } from './filter.js';

export const MailFilters = ({ typed, onType }: { typed: Typed; onType: (typed: Typed) => void }) => {
  const words = useMailsWords('list');
  const { names } = useReader();
  const choose = (name: keyof Typed) => (value: string) => onType({ ...typed, [name]: value });
  return (
    <div className="filters">
      <SearchField label={words.find} hint={words.findHint} value={typed.q ?? ''} onType={choose('q')} />
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
      <ClassChoice all={words.all} label={words.class} value={typed.class} onChange={choose('class')} />
      <ProvinceChoice
        all={words.all}
        label={words.province}
        value={typed.provinceCode}
        onChange={choose('provinceCode')}
      />
    </div>
  );
};
