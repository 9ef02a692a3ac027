import { ClassChoice } from '../../kit/form/class-choice.js';
import { ProvinceChoice } from '../../kit/form/province-choice.js';
import { useMailsWords } from '../../kit/mails-words.js';

export type Narrowed = { readonly class?: string; readonly provinceCode?: string };

/** Which offices are looked at: of one class, of one province, or all. */
export const Narrowing = ({ of, onChange }: { of: Narrowed; onChange: (of: Narrowed) => void }) => {
  const words = useMailsWords('list');
  const choose = (name: keyof Narrowed) => (value: string) => {
    const { [name]: _before, ...others } = of;
    onChange(value === '' ? others : { ...others, [name]: value });
  };
  return (
    <div className="filters">
      <ClassChoice all={words.all} label={words.class} value={of.class} onChange={choose('class')} />
      <ProvinceChoice
        all={words.all}
        label={words.province}
        value={of.provinceCode}
        onChange={choose('provinceCode')}
      />
    </div>
  );
};
