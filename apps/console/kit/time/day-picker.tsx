import { type DateValue, GregorianCalendar, parseDate, toCalendar, toCalendarDate } from '@internationalized/date';
import { Button } from 'react-aria-components/Button';
import {
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
} from 'react-aria-components/Calendar';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { Popover } from 'react-aria-components/Popover';
import { wordsOf } from '#words';
import { useReader, useWords } from '../reader.js';
import { calendarDayOf, writtenDay } from './typed-day.js';

type PickerOf = {
  readonly typed: string;
  /** The day that is shown where none is typed. */
  readonly near: string;
  readonly onPick: (written: string) => void;
};

/** A calendar of the reader's own era, open at once, beside a day that may as well be typed. */
export const DayPicker = ({ typed, near, onPick }: PickerOf) => {
  const { language } = useReader();
  const words = useWords('time');
  const pick = (picked: DateValue) =>
    onPick(writtenDay(toCalendar(toCalendarDate(picked), new GregorianCalendar()), language));
  return (
    <I18nProvider locale={wordsOf(language).locale.dateTag}>
      <DialogTrigger defaultOpen>
        <Button className="quiet icon" aria-label={words.openCalendar}>
          <span aria-hidden="true">▦</span>
        </Button>
        <Popover className="popover calendar">
          <Dialog aria-label={words.openCalendar}>
            {({ close }) => (
              <Calendar
                aria-label={words.day}
                autoFocus
                value={calendarDayOf(typed) ?? null}
                defaultFocusedValue={calendarDayOf(typed) ?? parseDate(near)}
                onChange={(picked) => {
                  if (picked !== null) pick(picked);
                  close();
                }}
              >
                <header>
                  <Button slot="previous" aria-label={words.previousMonth} className="quiet icon">
                    <span aria-hidden="true">‹</span>
                  </Button>
                  <Heading />
                  <Button slot="next" aria-label={words.nextMonth} className="quiet icon">
                    <span aria-hidden="true">›</span>
                  </Button>
                </header>
                <CalendarGrid>
                  <CalendarGridHeader>{(name) => <CalendarHeaderCell>{name}</CalendarHeaderCell>}</CalendarGridHeader>
                  <CalendarGridBody>{(date) => <CalendarCell date={date} />}</CalendarGridBody>
                </CalendarGrid>
              </Calendar>
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
    </I18nProvider>
  );
};
