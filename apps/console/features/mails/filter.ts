import { DeliveryFailure, DeliveryKind, DeliveryState, type HttpAsk, type ListDeliveries } from '#contracts';
import { officesIn, oneOf, typedIn } from '../../kit/table/typed-filter.js';

/** What the list shows: as it stands in the address, so that it can be shared and led to. */
export type Shown = Partial<
  Pick<HttpAsk<typeof ListDeliveries>, 'kind' | 'state' | 'failed' | 'failure' | 'class' | 'provinceCode' | 'q'>
>;
const names = ['kind', 'state', 'failure', 'class', 'provinceCode', 'q'] as const;
export type Typed = { readonly [Name in (typeof names)[number]]?: string };
/** All that failed or waits for a decision, whatever the kind of failure. */
export const anyFailure = 'any';

export const typedOf = (search: Readonly<Record<string, unknown>>): Typed => typedIn(names, search);

export const filterOf = (typed: Typed): Shown => {
  const kind = oneOf(DeliveryKind.options, typed.kind);
  const state = oneOf(DeliveryState.options, typed.state);
  const failure = oneOf(DeliveryFailure.options, typed.failure);
  return {
    ...(kind && { kind }),
    ...(state && { state }),
    ...(failure && { failure }),
    ...(typed.failure === anyFailure && { failed: true }),
    ...officesIn(typed),
  };
};
