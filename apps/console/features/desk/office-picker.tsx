import { ComboBox } from 'react-aria-components/ComboBox';
import { FieldError } from 'react-aria-components/FieldError';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { wordsOf } from '#words';
import { Loading } from '../../kit/notice.js';
import { useReader, useWords } from '../../kit/reader.js';
import type { Offices } from './use-offices.js';

type PickerOf = {
  readonly id: string;
  readonly offices: Pick<Offices, 'typed' | 'offered' | 'looking' | 'chosen'>;
  readonly onType: (typed: string) => void;
  readonly onPick: (id: string) => void;
  readonly wrong: string | undefined;
};

/** An office by any part of what it is called, of its province or its code. */
export const OfficePicker = ({ id, offices: { typed, offered, looking, chosen }, onType, onPick, wrong }: PickerOf) => {
  const words = useWords('desk');
  const { language } = useReader();
  return (
    <I18nProvider locale={wordsOf(language).locale.dateTag}>
      <ComboBox
        className="field"
        id={id}
        menuTrigger="input"
        allowsCustomValue
        allowsEmptyCollection
        isInvalid={wrong !== undefined}
        items={offered}
        inputValue={typed}
        onInputChange={onType}
        selectedKey={chosen?.id ?? null}
        onSelectionChange={(key) => {
          if (key !== null) onPick(String(key));
        }}
      >
        <Label>{words.office}</Label>
        <Text slot="description" className="hint">
          {words.officeHint}
        </Text>
        <Input autoComplete="off" />
        <FieldError className="wrong">{wrong}</FieldError>
        <Popover className="popover offered">
          <ListBox<{ id: string; label: string }>
            aria-label={words.office}
            renderEmptyState={() => (looking ? <Loading /> : <p>{words.noOfficeFound}</p>)}
          >
            {({ label }) => <ListBoxItem textValue={label}>{label}</ListBoxItem>}
          </ListBox>
        </Popover>
      </ComboBox>
    </I18nProvider>
  );
};
