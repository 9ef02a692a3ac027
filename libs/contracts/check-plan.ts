import { z } from 'zod';
import { exampleCheck } from './check.js';
import { defineRpc } from './contract.js';
import { exampleMeeting } from './meeting.js';
import { exampleSite } from './organisation.js';
import { checkers, readers } from './rights.js';
import { Bilingual, Id, Instant, Line } from './words.js';

/** A place in the check calendar: when, in which room, and by whom of the centre. */
export const CheckPlace = z
  .object({ startsAt: Instant, endsAt: Instant, room: z.int().min(1), technicianId: Id.optional() })
  .meta({ id: 'CheckPlace' });
export type CheckPlace = z.infer<typeof CheckPlace>;

const named = { siteId: Id, siteName: Bilingual };
/** One change of a proposal: `from` alone goes, `to` alone is new, both move; the same time twice is another room or technician, of which the site is not told. */
export const ProposalStep = z
  .object({ ...named, checkId: Id.optional(), from: CheckPlace.optional(), to: CheckPlace.optional() })
  .meta({ id: 'ProposalStep' });
export type ProposalStep = z.infer<typeof ProposalStep>;

/** What, done alone, gives one more of these sites a place: one more place at a time, or a site that can then. */
export const PlanMend = z
  .discriminatedUnion('code', [
    z.object({ code: z.literal('add-place'), at: Instant }),
    z.object({ code: z.literal('add-availability'), at: Instant, ...named }),
  ])
  .meta({ id: 'PlanMend' });
export type PlanMend = z.infer<typeof PlanMend>;

/**
 * Why sites have no place. `too-few-places`: `sites` can use no places but `places` from the start of the first of them to the
 * start of the last; `no-slots`: there is no time that suits them; `no-technician`: nobody on duty then is free and knows
 * their systems; `result-missing`: the last check is over and nobody has entered what became of it.
 */
export const WhyUnplaced = z
  .object({
    code: z.enum(['too-few-places', 'no-slots', 'no-technician', 'result-missing']),
    sites: z.array(z.object(named)),
    /** Where there are more of them than are named. */
    more: z.int().min(1).optional(),
    places: z.int().min(0).optional(),
    firstAt: Instant.optional(),
    lastAt: Instant.optional(),
    mends: z.array(PlanMend),
  })
  .meta({ id: 'WhyUnplaced' });
export type WhyUnplaced = z.infer<typeof WhyUnplaced>;

/** What is proven of the plan: no plan serves more sites; `lastEndsAt` is when its last check is over. */
export const PlanProof = z
  .object({
    sites: z.int().min(0),
    placed: z.int().min(0),
    mostPossible: z.int().min(0),
    proven: z.boolean(),
    lastEndsAt: Instant.optional(),
    /** Places that are still free afterwards: what re-checks can use. */
    placesLeft: z.int().min(0),
  })
  .meta({ id: 'PlanProof' });
export type PlanProof = z.infer<typeof PlanProof>;

/**
 * `making`: it is being worked out; `claiming` and `applying`: it is being done; `overtaken`: something that it rested on has changed
 * and nothing of it was done; `stopped`: somebody ended the working out, or it was broken off.
 */
export const ProposalState = z
  .enum(['making', 'open', 'claiming', 'applying', 'applied', 'overtaken', 'stopped'])
  .meta({ id: 'ProposalState' });
export type ProposalState = z.infer<typeof ProposalState>;

/** The steps that come along with a proposal; the others are asked for by pages. */
export const stepsAtOnce = 500;
/** Of many sites without a place for one reason these are named. */
export const sitesNamed = 200;

/** The fewest moves that serve as many sites as any plan can, with what proves it. */
export const ProposedPlan = z
  .object({
    kept: z.int().min(0),
    /** All steps: those that give a time, move one, change room or technician alone (of which no site is told), take a time away. */
    counts: z.object({ added: z.int(), moved: z.int(), other: z.int(), gone: z.int() }),
    /** The first of them. */
    steps: z.array(ProposalStep).max(stepsAtOnce),
    whyUnplaced: z.array(WhyUnplaced),
    proof: PlanProof,
    loads: z.array(z.object({ technicianId: Id, name: Line(200), checks: z.int().min(0) })),
  })
  .meta({ id: 'ProposedPlan' });
export type ProposedPlan = z.infer<typeof ProposedPlan>;

/** What would be done with a meeting's checks, and nothing of it is done before somebody says so. */
export const CheckProposal = z
  .object({
    id: Id,
    meetingId: Id,
    madeAt: Instant,
    state: ProposalState,
    /** How far the working out or the doing is; both in parts of their own. */
    work: z.object({ done: z.int().min(0), of: z.int().min(1) }).optional(),
    /** Once it is worked out. */
    plan: ProposedPlan.optional(),
  })
  .meta({ id: 'CheckProposal' });
export type CheckProposal = z.infer<typeof CheckProposal>;

const place = { startsAt: exampleCheck.startsAt, endsAt: exampleCheck.endsAt, room: 1, technicianId: 'tech-1' };
export const exampleProposal: CheckProposal = {
  id: 'prop-1',
  meetingId: exampleMeeting.id,
  madeAt: '2016-11-10T02:00:00.000Z',
  state: 'open',
  plan: {
    kept: 75,
    counts: { added: 1, moved: 0, other: 0, gone: 0 },
    steps: [{ siteId: exampleSite.id, siteName: exampleSite.name, to: place }],
    whyUnplaced: [],
    proof: { sites: 76, placed: 76, mostPossible: 76, proven: true, lastEndsAt: exampleCheck.endsAt, placesLeft: 20 },
    loads: [{ technicianId: 'tech-1', name: 'นางสาวตัวอย่าง ทดสอบ', checks: 38 }],
  },
};

export const ProposeChecks = defineRpc({
  subject: 'rpc.scheduling.v1.propose-checks',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/check-proposals', opens: checkers, timeoutMs: 30_000 },
  summary:
    'Works out the fewest changes that give every site that needs a check a place, as things are now, with what proves it and why a site has none; nothing is changed. What takes longer than a moment goes on by itself and is followed',
  request: z.object({ meetingId: Id }),
  returns: CheckProposal,
  example: { request: { meetingId: exampleMeeting.id }, returns: exampleProposal },
});

export const ApplyCheckProposal = defineRpc({
  subject: 'rpc.scheduling.v1.apply-check-proposal',
  http: { method: 'POST', path: '/api/v1/check-proposals/:proposalId/apply', opens: checkers, timeoutMs: 30_000 },
  summary:
    'Does what a proposal says, whole or not at all; it is refused once something that it rests on has changed, and another is to be asked for. What takes longer than a moment goes on by itself and is followed',
  request: z.object({ proposalId: Id }),
  returns: CheckProposal,
  example: { request: { proposalId: exampleProposal.id }, returns: { ...exampleProposal, state: 'applied' } },
});

const ofProposal = '/api/v1/check-proposals/:proposalId';

export const FollowCheckProposal = defineRpc({
  subject: 'rpc.scheduling.v1.follow-check-proposal',
  http: { method: 'GET', path: ofProposal, opens: checkers },
  summary: 'A proposal as it is now: how far its working out or its doing is, and what came of it',
  request: z.object({ proposalId: Id }),
  returns: CheckProposal,
  example: { request: { proposalId: exampleProposal.id }, returns: exampleProposal },
});

export const ListProposalSteps = defineRpc({
  subject: 'rpc.scheduling.v1.list-proposal-steps',
  http: { method: 'GET', path: `${ofProposal}/steps`, opens: checkers },
  summary: 'The steps of a proposal in their order, by pages',
  request: z.object({
    proposalId: Id,
    from: z.int().min(0).max(100_000).default(0),
    limit: z.int().min(1).max(stepsAtOnce).default(stepsAtOnce),
  }),
  returns: z.object({ items: z.array(ProposalStep) }),
  example: { request: { proposalId: exampleProposal.id }, returns: { items: exampleProposal.plan?.steps ?? [] } },
});

export const StopCheckProposal = defineRpc({
  subject: 'rpc.scheduling.v1.stop-check-proposal',
  http: { method: 'POST', path: `${ofProposal}/stop`, opens: checkers },
  summary: 'Ends the working out of a proposal; what is being done already goes on to its end',
  request: z.object({ proposalId: Id }),
  returns: CheckProposal,
  example: { request: { proposalId: exampleProposal.id }, returns: { ...exampleProposal, state: 'stopped' } },
});

export const ListFreePlaces = defineRpc({
  subject: 'rpc.scheduling.v1.list-free-places',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/sites/:siteId/free-places', opens: readers },
  summary:
    'The best places that are free for a site which is on the telephone: the earliest ones, of different half days where there are such',
  request: z.object({ meetingId: Id, siteId: Id, limit: z.int().min(1).max(50).default(3) }),
  returns: z.object({ items: z.array(CheckPlace) }),
  example: { request: { meetingId: exampleMeeting.id, siteId: exampleSite.id }, returns: { items: [place] } },
});
