import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exampleInvitation, exampleResponse, type Invitation, ResponseContent } from '#contracts';
import {
  afterTakingBack,
  contentOf,
  type DeskWork,
  draftOf,
  emptyDraft,
  heardOf,
  nobody,
  noWork,
  reasoned,
  toldOfConflict,
  typedInto,
} from './draft.js';

const said = {
  answer: 'representative' as const,
  attendees: [{ name: 'ก', position: 'ข', phone: '0 2123 4567 ต่อ 12' }, { name: 'ค' }],
  note: 'มาสาย',
};

describe('what the desk types', () => {
  it('begins with all that the office has said, and loses none of it', () => {
    expect(ResponseContent.parse(contentOf(draftOf({ ...exampleResponse, ...said }), undefined))).toEqual(said);
    expect(draftOf(undefined)).toEqual(emptyDraft);
  });
  it('leaves out empty rows, and nobody comes where the office declines', () => {
    expect(contentOf({ ...emptyDraft, attendees: [{ ...nobody, name: ' ก ' }, nobody] }, undefined).attendees).toEqual([
      { name: 'ก' },
    ]);
    expect(contentOf({ ...draftOf(said), answer: 'decline' }, undefined).attendees).toEqual([]);
  });
  it('leaves out a row that is emptied but for who leads', () => {
    const attendees = [
      { ...nobody, head: 'head' },
      { ...nobody, name: 'ก' },
    ];
    expect(contentOf({ ...emptyDraft, attendees }, undefined).attendees).toEqual([{ name: 'ก' }]);
  });
  it('keeps a row that has a phone and no name, so that it is refused and not lost', () => {
    const nameless = contentOf({ ...emptyDraft, attendees: [{ ...nobody, phone: '0 2141 7000' }] }, undefined);
    expect(nameless.attendees).toEqual([{ phone: '0 2141 7000' }]);
    expect(ResponseContent.safeParse(nameless).success).toBe(false);
  });
});

describe('the draft of the reply desk', () => {
  const { response: _response, ...silent } = exampleInvitation;
  /** What an office has said so far: how often it answered, and how often something else of its invitation changed. */
  const office = (id: string, answers: number, others = 0): Invitation => ({
    ...silent,
    id,
    revision: 1 + answers + others,
    ...(answers > 0 && {
      response: {
        ...exampleResponse,
        revision: answers,
        attendees: [{ name: `คนที่ ${answers}`, phone: '053 112 708' }],
      },
    }),
  });
  const typed = { ...emptyDraft, attendees: [{ ...nobody, name: 'ที่พิมพ์ไว้' }] };

  it('is what the office says now, as long as nobody has typed, in whatever order offices are chosen and answer', () => {
    const step = fc.record({ id: fc.constantFrom('a', 'b'), answers: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1 }), (steps) => {
        let work: DeskWork = noWork;
        for (const { id, answers } of steps) {
          const now = office(id, answers);
          work = heardOf(work, now);
          expect(work).toMatchObject({
            draft: draftOf(now.response),
            begun: { invitationId: id, revision: now.revision },
          });
        }
      }),
    );
  });

  it('that was typed stays with its office, and goes by the revision that it was begun from until a conflict was told', () => {
    const begun = typedInto(heardOf(noWork, office('a', 0)), typed);
    expect(heardOf(begun, office('a', 0, 2))).toMatchObject({ draft: typed, begun: { revision: 3 } });
    const answered = heardOf(begun, office('a', 1));
    expect(answered).toMatchObject({ draft: typed, begun: { revision: 1 } });
    expect(heardOf(toldOfConflict(answered), office('a', 1))).toMatchObject({ draft: typed, begun: { revision: 2 } });
    // What comes after that was not seen either.
    expect(heardOf(heardOf(toldOfConflict(answered), office('a', 1)), office('a', 2))).toMatchObject({
      begun: { revision: 2 },
    });
  });

  it('that was typed for one office is not taken for another', () =>
    expect(heardOf(typedInto(heardOf(noWork, office('a', 0)), typed), office('b', 1)).draft).toEqual(
      draftOf(office('b', 1).response),
    ));

  it('is replaced for a reason that stays with its office, and is said of no other', () => {
    const begun = reasoned(heardOf(noWork, office('a', 1)), 'แจ้งทางโทรศัพท์');
    expect(heardOf(begun, office('a', 1, 2)).reason).toBe('แจ้งทางโทรศัพท์');
    expect(heardOf(toldOfConflict(begun), office('a', 2)).reason).toBe('แจ้งทางโทรศัพท์');
    expect(heardOf(begun, office('b', 1))).not.toHaveProperty('reason');
    expect(heardOf(heardOf(begun, office('b', 1)), office('a', 1))).not.toHaveProperty('reason');
  });

  it('that was typed before an office was chosen is kept for one that is silent', () => {
    expect(heardOf(typedInto(noWork, typed), office('a', 0)).draft).toEqual(typed);
    expect(heardOf(typedInto(noWork, typed), office('a', 1)).draft).toEqual(draftOf(office('a', 1).response));
  });

  it.each([0, 1])('holds nothing of an answer that was taken back, with %s before it', (before) => {
    const work = typedInto(heardOf(noWork, office('a', 2)), typed);
    expect(heardOf(afterTakingBack(work), office('a', before, 3)).draft).toEqual(draftOf(office('a', before).response));
  });
});
