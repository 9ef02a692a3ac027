export { planChecks, type Assignment, type Plan, type PlannedCheck } from './plan.js';
export {
  PLAN_SIZE,
  PlanProblemError,
  type PlanLimits,
  type PlanProblem,
  type PlanProblemCode,
  type PlanSite,
  type PlanSlot,
  type PlanTechnician,
} from './problem.js';
export { indexProblem, type IndexedProblem } from './indexed.js';
export { type Certificate, type Prices, type WeightProof } from './certificate.js';
export { verifyPlan, type Verification } from './verify.js';
export { indexAppointments, replan, type IndexedAppointments, type Replan } from './replan.js';
export { type PlanChange } from './change.js';
export {
  assigningTechnicians,
  assignTechnicians,
  type CheckToStaff,
  type Staffing,
  type Technician,
} from './technicians.js';
export { recheckReserve, reservePlaces, type Reserve, type ReserveRequest } from './reserve.js';
export { bridgesFor, joinWaves, type JoinWave, peakPorts, type PortUse, usablePorts } from './ports.js';
export {
  type Colour,
  interarrivalJitter,
  judgeLink,
  LINK_THRESHOLDS,
  type LinkJudgement,
  type LinkThresholds,
  type LinkVerdict,
  type LinkWindow,
  percentile,
  type Threshold,
  wilsonInterval,
} from './verdict.js';
export { explainPlan, type Explanation, type Mend } from './explain.js';
export { drawPlan } from './picture.js';
