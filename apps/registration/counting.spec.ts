import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  contentOf,
  exampleMeeting,
  exampleOrganisation,
  exampleSite,
  type Response,
  type ResponseContent,
  ResponseRecorded,
  ResponseTakenBack,
} from '#contracts';
import { type Fact } from '#persistence';
import { AppError } from '#platform';
import {
  addIncrements,
  type BoardEntry,
  countAll,
  emptyCounts,
  entryOf,
  incrementsOf,
  plainCounts,
} from './board/board.module.js';
import {
  countingResponse,
  inEntryOrder,
  invitationOf,
  type InvitationRecord,
  issueInvitation,
  lastTakenBack,
  standingOf,
  withdrawInvitation,
} from './invitation/invitation.module.js';
import { decideReply, type ReplyCommand, takeBack, withdrawReply } from './response/response.module.js';

const meeting = exampleMeeting;
const begin = Date.parse('2016-11-09T03:00:00.000Z');
const at = (minute: number) => new Date(begin + minute * 60_000);
const contents: readonly ResponseContent[] = [
  { answer: 'attend', attendees: [{ name: 'ผู้แทน ก', phone: '053 000 000' }] },
  { answer: 'representative', attendees: [{ name: 'ผู้แทน ข' }], note: 'มอบหมาย' },
  { answer: 'decline', attendees: [] },
];
const fresh = issueInvitation(meeting.id, exampleOrganisation, exampleSite).record;
const web = (content: ResponseContent): ReplyCommand => ({ content, channel: 'web' });
const fax = (content: ResponseContent, received: Date): ReplyCommand => ({
  content,
  channel: 'fax',
  receivedAt: received.toISOString(),
  enteredBy: 'staff-desk',
  reason: 'เปลี่ยนตามหนังสือ',
});
const wrong = { reason: 'entered for the wrong office', takenBackBy: 'staff-desk' };

const refusal = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

/** An invitation to which things happen one after the other, and what it has told. */
class Story {
  record: InvitationRecord = fresh;
  readonly told: Fact[] = [];
  #keep(changes: Partial<InvitationRecord> | undefined, fact: Fact | undefined): void {
    if (changes === undefined) return;
    const revision = this.record.revision + 1;
    this.record = { ...this.record, ...changes, revision, ...(changes.responses && { saidRevision: revision }) };
    if (fact) this.told.push(fact);
  }
  reply(command: ReplyCommand, now: Date) {
    const decision = decideReply(this.record, meeting, command, now);
    this.#keep(decision.responses && { responses: decision.responses }, decision.changed ? decision.fact : undefined);
    return decision;
  }
  takeBack(responseRevision: number, now: Date, expectedRevision?: number) {
    const decision = takeBack(this.record, { ...wrong, responseRevision, expectedRevision }, now);
    this.#keep(decision.responses && { responses: decision.responses }, decision.fact);
    return decision;
  }
  withdrawReply(now: Date, expectedRevision?: number) {
    const { responses, fact } = {
      fact: undefined,
      ...withdrawReply(this.record, meeting, { ...wrong, expectedRevision }, now),
    };
    this.#keep(responses && { responses }, fact);
    return { responses, fact };
  }
  withdraw() {
    const decision = withdrawInvitation(this.record);
    this.#keep(decision?.changes, decision?.fact);
  }
  get counts(): Response | undefined {
    return countingResponse(this.record);
  }
}

type Act = {
  readonly kind: 'web' | 'fax' | 'take-back' | 'withdraw-reply' | 'withdraw';
  readonly content: number;
  readonly back: number;
  readonly which: number;
};
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('web', 'web', 'fax', 'fax', 'fax', 'take-back', 'take-back', 'withdraw-reply', 'withdraw'),
  content: fc.integer({ min: 0, max: 2 }),
  back: fc.integer({ min: 0, max: 12 }),
  which: fc.integer({ min: 0, max: 8 }),
});

type Said = { answer: 'attend'; channel: 'web'; late: boolean; attendeeCount: number };

describe('which answer counts', () => {
  it('is, whatever happens in whatever order, what the latest paper or post says that was not taken back', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const story = new Story();
        // The model: everything that the office said, a line for each, never mind how it is kept.
        const heard: {
          instant: number;
          entry: number;
          content: ResponseContent;
          revision: number;
          takenBack: boolean;
        }[] = [];
        let withdrawn = false;
        acts.forEach(({ kind, content, back, which }, minute) => {
          const now = at(20 + minute);
          if (kind === 'withdraw') {
            if (which !== 0) return;
            story.withdraw();
            withdrawn = true;
          } else if (kind === 'withdraw-reply') {
            if (withdrawn) return;
            story.withdrawReply(now);
            for (const line of heard) line.takenBack = true;
          } else if (kind === 'take-back') {
            const revision = which + 1;
            if (story.record.responses.every((each) => each.revision !== revision)) return;
            story.takeBack(revision, now);
            for (const line of heard) if (line.revision === revision) line.takenBack = true;
          } else {
            const received = kind === 'web' ? now : at(20 + minute - back);
            const said = contents[content]!;
            const reply = () => story.reply(kind === 'web' ? web(said) : fax(said, received), now);
            if (withdrawn) return void expect(reply).toThrow(AppError);
            const { response, changed } = reply();
            // The page sent again as it was says nothing new; a paper says it once more.
            if (changed || kind === 'fax')
              heard.push({
                instant: received.getTime(),
                entry: heard.length,
                content: said,
                revision: response.revision,
                takenBack: false,
              });
          }
        });
        const last = heard
          .filter((line) => !line.takenBack)
          .sort((a, b) => a.instant - b.instant || a.entry - b.entry)
          .at(-1);
        expect(story.counts && contentOf(story.counts)).toEqual(last?.content);
        expect(standingOf(story.record)).toBe(withdrawn ? 'withdrawn' : last ? 'answered' : 'silent');
        expect(inEntryOrder(story.record.responses).map(({ revision }) => revision)).toEqual(
          story.record.responses.map((_each, index) => index + 1),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('is what the events add up to: the board that follows them is the board that is counted anew', () => {
    fc.assert(
      fc.property(fc.array(fc.array(act, { maxLength: 15 }), { minLength: 1, maxLength: 4 }), (offices) => {
        let board = emptyCounts();
        const entries: BoardEntry[] = offices.map((acts) => {
          const story = new Story();
          acts.forEach(({ kind, content, back, which }, minute) => {
            const now = at(20 + minute);
            try {
              if (kind === 'withdraw') story.withdraw();
              else if (kind === 'withdraw-reply') story.withdrawReply(now);
              else if (kind === 'take-back') story.takeBack(which + 1, now);
              else
                story.reply(
                  kind === 'web' ? web(contents[content]!) : fax(contents[content]!, at(20 + minute - back)),
                  now,
                );
            } catch (error) {
              if (!(error instanceof AppError)) throw error;
            }
          });
          const { class: officeClass, provinceCode } = story.record.organisation;
          let counted: BoardEntry['counted'] | undefined;
          const move = (to: BoardEntry['counted'] | undefined) => {
            board = addIncrements(board, incrementsOf([{ from: counted, to }]));
            counted = to;
          };
          const assertPrevious = (previous: unknown) => {
            const { people: _people, ...reply } = counted?.reply ?? { people: 0 };
            expect(previous).toEqual(counted?.reply && reply);
          };
          const replyOf = ({ answer, channel, late, attendeeCount }: Said) => ({
            reply: { answer, channel, late, people: attendeeCount },
          });
          move({ class: officeClass, provinceCode });
          for (const { contract, data } of story.told) {
            if (contract === ResponseRecorded) {
              const said = ResponseRecorded.data.parse(data) as Said & { previous?: unknown };
              assertPrevious(said.previous);
              move({ class: officeClass, provinceCode, ...replyOf(said) });
            } else if (contract === ResponseTakenBack) {
              const { counts, previous } = ResponseTakenBack.data.parse(data) as { counts?: Said; previous?: unknown };
              assertPrevious(previous);
              move({ class: officeClass, provinceCode, ...(counts && replyOf(counts)) });
            } else move(undefined);
          }
          return entryOf(story.record);
        });
        expect(plainCounts(board)).toEqual(plainCounts(countAll(entries)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('a fax that is entered late', () => {
  it('does not count over what the office said on the web after it, and tells nobody', () => {
    const story = new Story();
    story.reply(web(contents[0]!), at(7));
    const decision = story.reply(fax(contents[2]!, at(5)), at(30));
    expect(decision).toMatchObject({ changed: true, response: { revision: 2, answer: 'decline' } });
    expect(story.told).toHaveLength(1);
    expect(invitationOf(story.record).response).toMatchObject({
      revision: 1,
      answer: 'attend',
      attendees: [{ phone: '053 000 000' }],
    });
  });

  it('counts over an earlier answer, whichever of the two is entered first', () => {
    const papers = [fax(contents[0]!, at(5)), fax(contents[2]!, at(7))];
    for (const entered of [papers, papers.toReversed()]) {
      const story = new Story();
      for (const paper of entered) story.reply(paper, at(30));
      expect(story.counts).toMatchObject({ answer: 'decline' });
    }
  });

  it('that says once more what is known makes no new revision, and still outweighs what was received between', () => {
    const story = new Story();
    story.reply(fax(contents[0]!, at(5)), at(30));
    expect(story.reply(fax(contents[0]!, at(10)), at(31))).toMatchObject({ changed: false, response: { revision: 1 } });
    expect(story.reply(fax(contents[2]!, at(8)), at(32))).toMatchObject({ changed: true });
    expect(story.counts).toMatchObject({
      answer: 'attend',
      receivedAt: at(5).toISOString(),
      saidAgainAt: at(10).toISOString(),
    });
  });

  it('is late by the deadline that held when it was received, whatever was extended since', () => {
    const extended = {
      ...meeting,
      replyBy: '2016-11-21T16:59:59.000Z',
      extensions: [{ at: '2016-11-19T02:00:00.000Z', replyBy: meeting.replyBy }],
    };
    const lateAt = (receivedAt: string) =>
      decideReply(fresh, extended, fax(contents[0]!, new Date(receivedAt)), new Date('2016-11-22T02:00:00Z')).response
        .late;
    expect(
      [
        '2016-11-18T16:59:59Z',
        '2016-11-18T17:30:00+00:00',
        '2016-11-19T09:00:00.001+07:00',
        '2016-11-22T00:30:00+07:00',
      ].map(lateAt),
    ).toEqual([false, true, false, true]);
  });
});

describe('taking back', () => {
  it('the only answer makes the office silent again, with the reason on record', () => {
    const story = new Story();
    story.reply(fax(contents[0]!, at(5)), at(30));
    const { response, fact } = story.takeBack(1, at(31));
    expect(response.takenBack).toEqual({ at: at(31).toISOString(), by: 'staff-desk', reason: wrong.reason });
    expect(ResponseTakenBack.data.parse(fact?.data)).toEqual({
      invitationId: fresh.id,
      meetingId: meeting.id,
      organisationId: 'th-50-revenue',
      siteId: 'th-50',
      class: 'revenue',
      provinceCode: 'TH-50',
      responseRevision: 1,
      previous: { answer: 'attend', channel: 'fax', late: false },
    });
    expect(invitationOf(story.record)).not.toHaveProperty('response');
  });

  it('the answer that counts lets the one before count again', () => {
    const story = new Story();
    story.reply(web(contents[0]!), at(5));
    story.reply(fax(contents[2]!, at(10)), at(30));
    const { fact } = story.takeBack(2, at(31));
    expect(fact?.data).toMatchObject({
      responseRevision: 2,
      counts: { responseRevision: 1, answer: 'attend', attendeeCount: 1, channel: 'web', late: false },
      previous: { answer: 'decline' },
    });
    expect(story.counts).toMatchObject({ revision: 1 });
  });

  it('one that did not count changes what counts in nothing, and tells nothing', () => {
    const story = new Story();
    story.reply(web(contents[0]!), at(5));
    story.reply(web(contents[2]!), at(10));
    expect(story.takeBack(1, at(31)).fact).toBeUndefined();
    expect(story.counts).toMatchObject({ revision: 2 });
  });

  it('twice is once; what was never said is not found; who saw something else is told', () => {
    const story = new Story();
    story.reply(web(contents[0]!), at(5));
    expect(refusal(() => story.takeBack(9, at(6)))).toMatchObject({ kind: 'not-found', code: 'response-not-found' });
    expect(refusal(() => story.takeBack(1, at(6), 1))).toMatchObject({ kind: 'conflict', code: 'revision-conflict' });
    story.takeBack(1, at(6), 2);
    const { revision } = story.record;
    expect(story.takeBack(1, at(7))).toMatchObject({ response: { takenBack: { at: at(6).toISOString() } } });
    expect(story.record.revision).toBe(revision);
  });

  it('is possible after withdrawal, when nothing counts before or after', () => {
    const story = new Story();
    story.reply(web(contents[0]!), at(5));
    story.withdraw();
    expect(story.takeBack(1, at(31)).fact).toBeUndefined();
    expect(entryOf(story.record)).not.toHaveProperty('counted');
  });

  it('lets the office say the same again', () => {
    const story = new Story();
    story.reply(web(contents[0]!), at(5));
    story.takeBack(1, at(6));
    expect(story.reply(web(contents[0]!), at(7))).toMatchObject({
      changed: true,
      response: { revision: 2 },
      fact: { data: expect.not.objectContaining({ previous: expect.anything() }) },
    });
  });
});

describe('an office that withdraws what it has said', () => {
  const reason = wrong.reason;

  it('is silent again, whatever it had said before, and no member of the staff has done it', () => {
    const story = new Story();
    story.reply(web(contents[0]!), at(5));
    story.reply(web(contents[2]!), at(10));
    const { fact } = story.withdrawReply(at(31), 3);
    expect(fact?.data).toMatchObject({ responseRevision: 2, previous: { answer: 'decline' } });
    expect(fact?.data).not.toHaveProperty('counts');
    expect(story.counts).toBeUndefined();
    expect(standingOf(story.record)).toBe('silent');
    expect(story.record.responses.map(({ takenBack }) => takenBack)).toEqual(
      Array(2).fill({ at: at(31).toISOString(), reason }),
    );
    expect(lastTakenBack(story.record.responses)).toEqual({ at: at(31).toISOString(), reason });
  });

  it('twice has withdrawn once; one that never answered has nothing to withdraw', () => {
    const story = new Story();
    expect(story.withdrawReply(at(1)).responses).toBeUndefined();
    story.reply(web(contents[0]!), at(5));
    story.withdrawReply(at(6), 2);
    expect(story.withdrawReply(at(7), 2).responses).toBeUndefined();
    expect(story.record.responses[0]).toMatchObject({ takenBack: { at: at(6).toISOString() } });
  });

  it('does not withdraw what it has not seen: an answer that came meanwhile', () => {
    const story = new Story();
    story.reply(web(contents[0]!), at(5));
    story.reply(fax(contents[2]!, at(10)), at(30));
    expect(refusal(() => story.withdrawReply(at(31), 2))).toMatchObject({
      kind: 'conflict',
      code: 'revision-conflict',
    });
    expect(story.counts).toMatchObject({ answer: 'decline' });
    story.withdrawReply(at(32), 3);
    expect(story.counts).toBeUndefined();
    expect(refusal(() => story.reply(web(contents[0]!), at(33)))).toMatchObject({ response: { revision: 3 } });
    expect(lastTakenBack(story.record.responses)).toBeUndefined();
  });

  it('may do so until the last instant of its time, and not after it, of a cancelled or a closed meeting', () => {
    const story = new Story();
    story.reply(web(contents[0]!), at(5));
    const last = new Date(meeting.replyBy);
    const after = new Date(last.getTime() + 1000);
    expect(withdrawReply(story.record, meeting, { reason }, last)).toHaveProperty('fact');
    const refusedOf = (of: typeof meeting, now: Date) =>
      refusal(() => withdrawReply(story.record, of, { reason }, now));
    expect(refusedOf(meeting, after)).toMatchObject({ kind: 'conflict', code: 'deadline-passed' });
    expect(refusedOf({ ...meeting, status: 'cancelled' }, last)).toMatchObject({ code: 'meeting-cancelled' });
    expect(refusedOf({ ...meeting, status: 'closed' }, last)).toMatchObject({ code: 'meeting-closed' });
    story.withdraw();
    expect(refusal(() => story.withdrawReply(at(31)))).toMatchObject({ code: 'invitation-withdrawn' });
  });
});

describe('what a reply says', () => {
  it('is kept with every field, those that come later too', () => {
    const content = { ...contents[0]!, letterNumber: 'ที่ ชม ๐๐๑๗/ว ๑๒๓' };
    expect(new Story().reply(web(content), at(5)).response).toMatchObject(content);
  });

  it('may be changed while only the office’s address was corrected since it looked', () => {
    const story = new Story();
    story.reply(web(contents[0]!), at(5));
    story.record = { ...story.record, revision: 5 };
    expect(story.reply({ ...web(contents[2]!), expectedRevision: 2 }, at(6))).toMatchObject({ changed: true });
    expect(refusal(() => story.reply({ ...web(contents[0]!), expectedRevision: 2 }, at(7)))).toMatchObject({
      code: 'revision-conflict',
    });
  });

  it('may be changed by one link fifty times within an hour, and the desk still enters what comes', () => {
    const story = new Story();
    const send = (index: number, now: Date) =>
      story.reply(web({ answer: 'attend', attendees: [{ name: `ผู้แทน ${index}` }] }), now);
    for (let index = 0; index < 50; index += 1) send(index, at(1 + index / 10));
    expect(refusal(() => send(50, at(7)))).toMatchObject({
      code: 'too-many-changes',
      details: { retryAfterSeconds: 54 * 60 },
    });
    expect(send(49, at(7))).toMatchObject({ changed: false });
    expect(story.reply(fax(contents[2]!, at(8)), at(9))).toMatchObject({ changed: true });
    expect(send(51, at(61))).toMatchObject({ changed: true });
  });
});
