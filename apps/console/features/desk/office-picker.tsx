import { useMemo } from 'react';
import { ComboBox } from 'react-aria-components/ComboBox';
import { FieldError } from 'react-aria-components/FieldError';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { type Invitation } from '#contracts';
import { wordsOf } from '#words';
import { useReader, useWords } from '../../kit/reader.js';
import { officesLike, searchedOffices } from './offices.js';

type PickerOf = {
  readonly id: string;
  readonly labels: ReadonlyMap<string, Invitation>;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly chosen: Invitation | undefined;
  readonly wrong: string | undefined;
};

/** An office by any part of its label; what is listed is as much as anybody reads. */
export const OfficePicker = ({ id, labels, typed, onType, chosen, wrong }: PickerOf) => {
  const words = useWords('desk');
  const { language } = useReader();
  const offices = useMemo(() => searchedOffices(labels), [labels]);
  const offered = useMemo(() => officesLike(offices, typed), [offices, typed]);
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
          const picked = offered.find((each) => each.id === key);
          if (picked !== undefined) onType(picked.label);
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
            renderEmptyState={() => <p>{words.noOfficeFound}</p>}
          >
            {({ label }) => <ListBoxItem textValue={label}>{label}</ListBoxItem>}
          </ListBox>
        </Popover>
      </ComboBox>
    </I18nProvider>
  );
};
