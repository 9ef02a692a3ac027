export { planChecks, type Assignment, type Plan, type PlannedCheck } from './plan.js';
export { PLAN_SIZE, PlanProblemError, type PlanLimits, type PlanProblem, type PlanProblemCode, type PlanSite, type PlanSlot, type PlanTechnician } from './problem.js';
export { indexProblem, type IndexedProblem } from './indexed.js';
export { type Certificate, type Prices, type WeightProof } from './certificate.js';
export { verifyPlan, type Verification } from './verify.js';
export { indexAppointments, replan, type IndexedAppointments, type Replan } from './replan.js';
export { type PlanChange } from './change.js';
