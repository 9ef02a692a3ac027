import { z } from 'zod';
import { usualLanguage } from '#words';
import { defineRpc } from './contract.js';
import { exampleMeeting } from './meeting.js';
import { andFocalPoints, checkers } from './rights.js';
import { ExpectedRevision, Id, Language, Line, ProvinceCode, StaffId } from './words.js';

export const mostInDialPlan = { groups: 20, bridges: 20, sites: 2000, provinces: 100 } as const;

/** Sites that are called before those of the groups that follow: named one by one, or all of some provinces. */
export const DialGroup = z
  .object({
    name: Line(100),
    provinceCodes: z.array(ProvinceCode).max(mostInDialPlan.provinces).default([]),
    siteIds: z.array(Id).max(mostInDialPlan.sites).default([]),
  })
  .meta({ id: 'DialGroup' });
export type DialGroup = z.infer<typeof DialGroup>;

/** A bridge (MCU) with so many ports; of several in a cascade each takes ports for the links between them. */
export const PortedBridge = z
  .object({ name: Line(100), ports: z.int().min(1).max(10_000) })
  .meta({ id: 'PortedBridge' });
export type PortedBridge = z.infer<typeof PortedBridge>;

const content = {
  /** How long before the meeting begins the first site is called. */
  leadMinutes: z.int().min(0).max(720),
  perMinute: z.int().min(1).max(60),
  groups: z.array(DialGroup).max(mostInDialPlan.groups),
  bridges: z.array(PortedBridge).max(mostInDialPlan.bridges),
};

/** In which order and how fast the sites of a meeting are called, and on which bridges they are. Without bridges ports are not counted. */
export const DialPlan = z.object({ ...content, revision: z.int().min(0) }).meta({ id: 'DialPlan' });
export type DialPlan = z.infer<typeof DialPlan>;

/** Of so many sites that need a port; `usable`: what the bridges have once they are linked. */
export const PortCount = z.object({ needed: z.int().min(0), usable: z.int() }).meta({ id: 'PortCount' });
export type PortCount = z.infer<typeof PortCount>;

export const usualDialPlan: DialPlan = { leadMinutes: 60, perMinute: 5, groups: [], bridges: [], revision: 0 };

const meetingId = exampleMeeting.id;
const { revision: _revision, ...exampleContent } = {
  ...usualDialPlan,
  groups: [{ name: 'ภาคใต้', provinceCodes: ['TH-90'], siteIds: [] }],
  bridges: [
    { name: 'MCU 1', ports: 48 },
    { name: 'MCU 2', ports: 40 },
  ],
};

export const SetDialPlan = defineRpc({
  subject: 'rpc.scheduling.v1.set-dial-plan',
  http: { method: 'PUT', path: '/api/v1/meetings/:meetingId/dial-plan', opens: checkers, staffIn: 'changedBy' },
  summary:
    'Says in which order and how fast sites are called, and which bridges they share: refused where these have too few ports for the sites that come, links between bridges counted',
  request: z.object({ meetingId: Id, ...content, expectedRevision: ExpectedRevision, changedBy: StaffId }),
  returns: z.object({ plan: DialPlan, ports: PortCount.optional() }),
  example: {
    request: { meetingId, ...exampleContent, changedBy: 'staff-vc' },
    returns: { plan: { ...exampleContent, revision: 1 }, ports: { needed: 76, usable: 86 } },
  },
});

export const ExportDialPlan = defineRpc({
  subject: 'rpc.scheduling.v1.export-dial-plan',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/dial-plan/list', opens: andFocalPoints(checkers) },
  summary:
    'The dial plan as a list (CSV, in base64), in the order in which sites are called: when, which bridge, what is dialled, whom to ring',
  request: z.object({ meetingId: Id, language: Language.default(usualLanguage) }),
  returns: z.object({ name: z.string(), contentType: z.string(), content: z.base64() }),
  example: {
    request: { meetingId },
    returns: { name: 'แผนการเรียกสาย.csv', contentType: 'text/csv; charset=utf-8', content: 'UEsDBA==' },
  },
});
