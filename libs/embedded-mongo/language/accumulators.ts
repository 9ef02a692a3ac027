import { Decimal128 } from 'bson';
import { fitsLong, integer, toDecimalValue } from './arithmetic.js';
import { compareValues, valueKey } from './compare.js';
import { addDecimals, type DecimalValue, divideDecimals, toDecimal128 } from './decimal.js';
import { countOf, mergeObjects } from './expression-collections.js';
import { mongoError } from './mongo-error.js';
import { isNil } from './operands.js';
import { double, isNumeric, type Numeric, numericType, unwrap } from './values.js';

export interface Accumulator { add(value: unknown): void; result(): unknown }

/** Adds as MongoDB's `$sum` does: whole numbers exactly, doubles with the rounding errors carried along. */
class Sum {
  count = 0;
  private whole = 0n;
  private high = 0;
  private low = 0;
  private decimal: DecimalValue = { coefficient: 0n, exponent: 0 };
  private widest: 'int' | 'long' | 'double' | 'decimal' = 'int';

  add(value: unknown): void {
    if (!isNumeric(value)) return;
    this.count++;
    const type = numericType(value)!;
    if (type === 'decimal') {
      this.decimal = addDecimals(this.decimal, toDecimalValue(value));
      this.widest = 'decimal';
    } else if (type === 'double') {
      this.addDouble(Number(unwrap(value)));
      if (this.widest !== 'decimal') this.widest = 'double';
    } else {
      this.whole += BigInt(unwrap(value) as number);
      if (this.widest === 'int') this.widest = type;
    }
  }

  private addDouble(value: number): void {
    const sum = this.high + value;
    if (Number.isFinite(sum)) this.low += Math.abs(this.high) >= Math.abs(value) ? (this.high - sum) + value : (value - sum) + this.high;
    this.high = sum;
  }

  get total(): Numeric {
    if (this.widest === 'decimal') return toDecimal128(this.decimalTotal());
    if (this.widest === 'double') return double(this.real());
    if (!fitsLong(this.whole)) return double(Number(this.whole));
    return this.widest === 'long' ? this.whole : integer(this.whole);
  }

  get average(): Numeric | null {
    if (this.count === 0) return null;
    if (this.widest === 'decimal') return toDecimal128(divideDecimals(this.decimalTotal(), { coefficient: BigInt(this.count), exponent: 0 }));
    return double(this.real() / this.count);
  }

  private decimalTotal(): DecimalValue {
    return addDecimals(addDecimals(this.decimal, { coefficient: this.whole, exponent: 0 }), toDecimalValue(double(this.high + this.low)));
  }

  private real(): number {
    if (!Number.isFinite(this.high)) return this.high;
    this.addDouble(Number(this.whole));
    this.whole = 0n;
    return this.high + this.low;
  }
}

function deviation(sample: boolean): Accumulator {
  let [count, mean, squares] = [0, 0, 0];
  return {
    add(value) {
      if (!isNumeric(value)) return;
      const number = Number(unwrap(value) instanceof Decimal128 ? String(value) : unwrap(value));
      count++;
      const delta = number - mean;
      mean += delta / count;
      squares += delta * (number - mean);
    },
    result: () => count < (sample ? 2 : 1) ? null : double(Math.sqrt(squares / (sample ? count - 1 : count))),
  };
}

function extreme(direction: 1 | -1): Accumulator {
  let best: unknown;
  return {
    add(value) { if (!isNil(value) && (best === undefined || compareValues(value, best) * direction < 0)) best = value; },
    result: () => best ?? null,
  };
}

function sumLike(read: (sum: Sum) => unknown): Accumulator {
  const sum = new Sum();
  return { add: (value) => sum.add(value), result: () => read(sum) };
}

function collecting(add: (values: unknown[], value: unknown) => void, result: (values: unknown[]) => unknown = (values) => values): Accumulator {
  const values: unknown[] = [];
  return { add: (value) => add(values, value), result: () => result(values) };
}

function toSet(): Accumulator {
  const values = new Map<string, unknown>();
  return {
    add(value) { if (value !== undefined && !values.has(valueKey(value))) values.set(valueKey(value), value); },
    result: () => [...values.values()],
  };
}

export const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => sumLike((sum) => sum.total),
  $avg: () => sumLike((sum) => sum.average),
  $min: () => extreme(1),
  $max: () => extreme(-1),
  $stdDevPop: () => deviation(false),
  $stdDevSamp: () => deviation(true),
  $push: () => collecting((values, value) => { if (value !== undefined) values.push(value); }),
  $addToSet: toSet,
  $first: () => collecting((values, value) => { if (values.length === 0) values.push(value ?? null); }, ([value]) => value ?? null),
  $last: () => collecting((values, value) => { values[0] = value ?? null; }, ([value]) => value ?? null),
  $mergeObjects: () => collecting((values, value) => { values[0] = mergeObjects([values[0], value]); }, ([value]) => value ?? {}),
};

/** The accumulators that are expressions too, over the elements of an array. */
export const EXPRESSION_ACCUMULATORS: readonly string[] = ['$sum', '$avg', '$min', '$max', '$stdDevPop', '$stdDevSamp'];

export function accumulate(name: string, values: Iterable<unknown>): unknown {
  const accumulator = ACCUMULATORS[name]!();
  for (const value of values) accumulator.add(value);
  return accumulator.result();
}

/** `$firstN` and its like, and with an order `$topN` and its like; `n` as evaluated for the group. */
export function boundedAccumulator(name: string, n: unknown, order: (a: unknown, b: unknown) => number): Accumulator {
  const count = countOf(n, name);
  switch (name) {
    case '$firstN': return collecting((values, value) => { if (values.length < count) values.push(value ?? null); });
    case '$lastN': return collecting((values, value) => { values.push(value ?? null); if (values.length > count) values.shift(); });
    case '$minN': return collecting((values, value) => { if (!isNil(value)) values.push(value); }, (values) => values.sort(order).slice(0, count));
    case '$maxN': return collecting((values, value) => { if (!isNil(value)) values.push(value); }, (values) => values.sort((a, b) => order(b, a)).slice(0, count));
    case '$topN': return collecting((values, value) => { values.push(value); }, (values) => values.sort(order).slice(0, count));
    case '$bottomN': return collecting((values, value) => { values.push(value); }, (values) => values.sort(order).slice(-count));
    default: throw mongoError(15952, `unknown group operator '${name}'`);
  }
}
