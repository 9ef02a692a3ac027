// What sites must be told of their checks: worked out from what they were told before and from what technicians entered, as
// nobody knows beforehand on which day a site's check is made.
import { dayOf, Mailbag } from './mailbag.js';
import { checkMissingTime, checkReminderTimes } from './reminder-times.js';

/** The instants of days on which offices work are given by the script. */
type Known = { readonly workingDays: readonly string[]; readonly startsAt: string; readonly sites: readonly string[] };

/** By the addresses of sites. */
export class SiteMails {
  readonly #bag = new Mailbag();
  readonly #appointed = new Map<string, string>();
  readonly #passed = new Set<string>();
  #at = '';

  constructor(private readonly known: Known) {}

  /** One key for each mail that has to come. */
  get keys(): ReadonlySet<string> {
    return this.#bag.keys;
  }

  /** Its newest appointment; nothing where it was cancelled. */
  appointed(site: string, startsAt: string | undefined): void {
    if (startsAt === undefined) this.#appointed.delete(site);
    else this.#appointed.set(site, startsAt);
  }

  passed(site: string): void {
    this.#passed.add(site);
  }

  /** All that falls due until an instant, before what is told and done at it. */
  cameTo(at: string): void {
    const { workingDays, startsAt, sites } = this.known;
    const isDue = (instant: string): boolean => instant > this.#at && instant <= at;
    for (const { at: due, from, until } of checkReminderTimes(workingDays).filter((each) => isDue(each.at)))
      for (const [site, appointment] of [...this.#appointed].sort())
        if (dayOf(appointment) > from && dayOf(appointment) <= until) this.#bag.post('check-reminder', site, due);
    const missing = checkMissingTime(workingDays, startsAt);
    if (isDue(missing))
      for (const site of sites) if (!this.#passed.has(site)) this.#bag.post('check-missing', site, missing);
    this.#at = at;
  }
}
