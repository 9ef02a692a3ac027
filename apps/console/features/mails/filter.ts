import { DeliveryFailure, DeliveryKind, DeliveryState, type HttpAsk, type ListDeliveries } from '#contracts';

/** What the list shows: as it stands in the address, so that it can be shared and led to. */
export type Shown = Partial<
  Pick<HttpAsk<typeof ListDeliveries>, 'kind' | 'state' | 'failed' | 'failure' | 'class' | 'provinceCode' | 'q'>
>;
export type Typed = { readonly [Name in 'kind' | 'state' | 'failure' | 'class' | 'provinceCode' | 'q']?: string };

const names = ['kind', 'state', 'failure', 'class', 'provinceCode', 'q'] as const;
/** All that failed or waits for a decision, whatever the kind of failure. */
export const anyFailure = 'any';

/** What of an address is a filter; what is none is left out. */
export const typedOf = (search: Readonly<Record<string, unknown>>): Typed =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = search[name];
      return value === undefined || value === null || value === '' ? [] : [[name, String(value)]];
    }),
  );

const oneOf = <Value extends string>(options: readonly Value[], typed: string | undefined): Value | undefined =>
  options.find((each) => each === typed);

export const filterOf = (typed: Typed): Shown => {
  const kind = oneOf(DeliveryKind.options, typed.kind);
  const state = oneOf(DeliveryState.options, typed.state);
  const failure = oneOf(DeliveryFailure.options, typed.failure);
  return {
    ...(kind && { kind }),
    ...(state && { state }),
    ...(failure && { failure }),
    ...(typed.failure === anyFailure && { failed: true }),
    ...(typed.class !== undefined && { class: typed.class }),
    ...(typed.provinceCode !== undefined && { provinceCode: typed.provinceCode }),
    ...(typed.q !== undefined && typed.q.trim() !== '' && { q: typed.q.trim().slice(0, 200) }),
  };
};
