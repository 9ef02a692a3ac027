import { Choice, type Option } from '../../kit/form/choice.js';
import { ProvinceChoice } from '../../kit/form/province-choice.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader } from '../../kit/reader.js';

export type Narrowed = { readonly class?: string; readonly provinceCode?: string };

/** Which offices are looked at: of one class, of one province, or all. */
export const Narrowing = ({ of, onChange }: { of: Narrowed; onChange: (of: Narrowed) => void }) => {
  const { meeting } = useMeeting();
  const words = useMailsWords('list');
  const { named } = useReader();
  const choose = (name: keyof Narrowed) => (value: string) => {
    const { [name]: _before, ...others } = of;
    onChange(value === '' ? others : { ...others, [name]: value });
  };
  return (
    <div className="filters">
      <Choice
        all={words.all}
        label={words.class}
        options={meeting.classes.map((each): Option => [each.class, named(each.name)])}
        value={of.class}
        onChange={choose('class')}
      />
      <ProvinceChoice
        all={words.all}
        label={words.province}
        value={of.provinceCode}
        onChange={choose('provinceCode')}
      />
    </div>
  );
};
