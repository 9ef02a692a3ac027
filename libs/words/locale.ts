/** The parts of a day as the language's calendar counts them; the year is a plain number. */
export type DayParts = {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
  readonly year: string;
};
export type ShortDayParts = Omit<DayParts, 'weekday'>;

/** How a language writes dates, times and lists, and what it sorts by. */
export type Locale = {
  /** The language's own name. */
  readonly name: string;
  /** BCP 47: letters and their order. */
  readonly tag: string;
  /** BCP 47 with the calendar and the digits that dates are written in. */
  readonly dateTag: string;
  /** What people call a zone, where its formal name would puzzle them. */
  readonly zones: Readonly<Record<string, string>>;
  readonly day: (parts: DayParts) => string;
  readonly shortDay: (parts: ShortDayParts) => string;
  /** From `14:30`. */
  readonly clock: (time: string) => string;
  readonly moment: (parts: { readonly day: string; readonly time: string; readonly zone: string }) => string;
  /** In a sentence; `home` is whether the zone is the one that everybody lives in. */
  readonly shortMoment: (parts: {
    readonly day: string;
    readonly time: string;
    readonly zone: string;
    readonly home: boolean;
  }) => string;
  readonly span: (parts: {
    readonly day: string;
    readonly from: string;
    readonly to: string;
    readonly zone: string;
  }) => string;
  /** Of one day on which clocks are changed in between: each end with its own zone. */
  readonly spanOverChange: (parts: {
    readonly day: string;
    readonly from: string;
    readonly fromZone: string;
    readonly to: string;
    readonly toZone: string;
  }) => string;
};
