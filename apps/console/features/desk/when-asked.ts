import { lazy } from 'react';

/** What few papers need comes when it is needed: the desk is to open at once on any line. */
export const TakingBack = lazy(async () => ({ default: (await import('./taking-back.js')).TakingBack }));
export const Entered = lazy(async () => ({ default: (await import('./entered.js')).Entered }));
export const Outcome = lazy(async () => ({ default: (await import('./outcome.js')).Outcome }));
export const HeldSeat = lazy(async () => ({ default: (await import('../../kit/held-seat.js')).HeldSeat }));
export const NotInvited = lazy(async () => ({ default: (await import('./not-invited.js')).NotInvited }));
export const MailBeside = lazy(async () => ({ default: (await import('./mail-beside.js')).MailBeside }));
export const ScanPane = lazy(async () => ({ default: (await import('./scan-pane.js')).ScanPane }));
export const Questions = lazy(async () => ({ default: (await import('./questions.js')).Questions }));
