/** How long things may take, in milliseconds of real time, and how many are in hand at once. */
export type Timings = {
  /** A claim's lease: longer than handing a mail over may take, so that a living worker never loses its claim. */
  readonly leaseMs: number;
  /** How long handing one mail over may take, from its first command on. */
  readonly handOverMs: number;
  readonly serverPatienceMs: number;
  readonly errandsAtOnce: number;
  readonly window: number;
  readonly lostAfterMs: number;
  readonly lostWhenEmptyAfterMs: number;
  /** How old the answer to 'is it still to be sent?' may be at a mail's first command and at its end. */
  readonly freshMs: number;
  /** The first wait of a stopped lane. */
  readonly laneWaitMs: number;
  /** Nobody having looked for mails for so long is an outage. */
  readonly outageMs: number;
  /** How long an invitation waits for those of other offices at its address that have yet to come. */
  readonly togetherMs: number;
  /** By the meeting clock: a mail that has been due for so long and has not left is late; and for how long that has to be seen. */
  readonly lateMs: number;
  readonly lateSeenMs: number;
  /** By the meeting clock: how long a mail may have waited through an outage or a pause and still leave by itself. */
  readonly holdAfterMs: number;
  /** How long another system may take to answer a message. */
  readonly webhookPatienceMs: number;
  /** The waits between the tries of one message. */
  readonly webhookRetriesMs: readonly number[];
  /** After how long without a message that arrived nothing more is sent there. */
  readonly webhookGivenUpMs: number;
};

const [second, minute, hour] = [1_000, 60_000, 3_600_000];

const usualHoldAfterHours = 6;
const usualLateMinutes = 30;

/**
 * What follows from the lease: a mail is handed over well within it, the mail server has half of it to say anything at all, and a
 * mail that waits in the queue for longer than an eighth of it is looked for there.
 */
export const timingsOf = (
  leaseMs: number,
  holdAfterHours = usualHoldAfterHours,
  lateMinutes = usualLateMinutes,
): Timings => ({
  leaseMs,
  handOverMs: leaseMs * 0.625,
  serverPatienceMs: leaseMs * 0.5,
  errandsAtOnce: 120,
  window: 1_000,
  lostAfterMs: leaseMs / 8,
  lostWhenEmptyAfterMs: 2_000,
  freshMs: 1_000,
  laneWaitMs: 15_000,
  togetherMs: 20_000,
  lateMs: lateMinutes * 60_000,
  lateSeenMs: 60_000,
  outageMs: 60_000,
  holdAfterMs: holdAfterHours * 3_600_000,
  webhookPatienceMs: 15_000,
  // As Standard Webhooks advise: at once, and then for three days.
  webhookRetriesMs: [
    5 * second,
    5 * minute,
    30 * minute,
    2 * hour,
    5 * hour,
    10 * hour,
    14 * hour,
    20 * hour,
    24 * hour,
  ],
  webhookGivenUpMs: 72 * hour,
});
