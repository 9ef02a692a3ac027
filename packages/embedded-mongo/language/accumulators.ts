import { Decimal128 } from 'bson';
import { fitsLong, integer, toDecimalValue } from './arithmetic.js';
import { compareValues, valueKey } from './compare.js';
import { addDecimals, decimalOfDouble, type DecimalValue, divideDecimals, toDecimal128 } from './decimal.js';
import { countOf, mergeObjects } from './expression-collections.js';
import { mongoError } from './mongo-error.js';
import { isNil } from './operands.js';
import { double, isNumeric, type Numeric, numericType, unwrap } from './values.js';
import { heapBytes } from './work.js';

export interface Accumulator {
  add(value: unknown): void;
  result(): unknown;
  /** About how many bytes more it holds than when it was last asked; absent where it holds no values. */
  readonly grown?: () => number;
}

/** About what a value takes in what holds it, beside itself. */
const ELEMENT_BYTES = 8;

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
    if (Number.isFinite(sum))
      this.low += Math.abs(this.high) >= Math.abs(value) ? this.high - sum + value : value - sum + this.high;
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
    if (this.widest === 'decimal')
      return toDecimal128(divideDecimals(this.decimalTotal(), { coefficient: BigInt(this.count), exponent: 0 }));
    return double(this.real() / this.count);
  }

  private decimalTotal(): DecimalValue {
    const whole = addDecimals(this.decimal, { coefficient: this.whole, exponent: 0 });
    // The doubles' sum and what it lost by rounding, each to 34 digits.
    return Number.isFinite(this.high)
      ? addDecimals(addDecimals(whole, decimalOfDouble(this.high)), decimalOfDouble(this.low))
      : addDecimals(whole, decimalOfDouble(this.high));
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
    result: () => (count < (sample ? 2 : 1) ? null : double(Math.sqrt(squares / (sample ? count - 1 : count)))),
  };
}

/** What an accumulator holds on to, for whoever must bound it. */
class Held {
  private bytes = 0;

  more(value: unknown): void {
    this.bytes += ELEMENT_BYTES + heapBytes(value);
  }

  less(value: unknown): void {
    this.bytes -= ELEMENT_BYTES + heapBytes(value);
  }

  readonly grown = (): number => {
    const { bytes } = this;
    this.bytes = 0;
    return bytes;
  };
}

/** Holds one value: which of the old and the new one. */
function keeping(better: (value: unknown, held: unknown) => boolean): Accumulator {
  const held = new Held();
  let kept: unknown;
  return {
    add(value) {
      if (!better(value, kept)) return;
      if (kept !== undefined) held.less(kept);
      kept = value ?? null;
      held.more(kept);
    },
    result: () => kept ?? null,
    grown: held.grown,
  };
}

const extreme = (direction: 1 | -1): Accumulator =>
  keeping((value, held) => !isNil(value) && (held === undefined || compareValues(value, held) * direction < 0));

function sumLike(read: (sum: Sum) => unknown): Accumulator {
  const sum = new Sum();
  return { add: (value) => sum.add(value), result: () => read(sum) };
}

function collecting(
  takes: (value: unknown, count: number) => boolean,
  result: (values: unknown[]) => unknown = (values) => values,
): Accumulator {
  const values: unknown[] = [];
  const held = new Held();
  return {
    add(value) {
      if (!takes(value, values.length)) return;
      held.more(value);
      values.push(value ?? null);
    },
    result: () => result(values),
    grown: held.grown,
  };
}

/** Holds values until there are far more than are wanted, and then only those that come first, or last, in the order. */
function selecting(
  count: number,
  order: (a: unknown, b: unknown) => number,
  takes: (value: unknown) => boolean = () => true,
  fromEnd = false,
): Accumulator {
  let values: unknown[] = [];
  const held = new Held();
  const cut = (): unknown[] => {
    values.sort(order);
    const spare = Math.max(0, values.length - count);
    for (const value of fromEnd ? values.slice(0, spare) : values.slice(count)) held.less(value);
    return (values = fromEnd ? values.slice(spare) : values.slice(0, count));
  };
  return {
    add(value) {
      if (!takes(value)) return;
      held.more(value);
      values.push(value);
      if (values.length >= Math.max(64, count * 2)) cut();
    },
    result: cut,
    grown: held.grown,
  };
}

function lastOnes(count: number): Accumulator {
  const values: unknown[] = [];
  const held = new Held();
  return {
    add(value) {
      held.more(value);
      values.push(value ?? null);
      if (values.length > count) held.less(values.shift());
    },
    result: () => values,
    grown: held.grown,
  };
}

function merging(): Accumulator {
  const held = new Held();
  let merged: unknown;
  let fields = 0;
  return {
    add(value) {
      merged = mergeObjects([merged, value]);
      const now = isNil(merged) ? 0 : Object.keys(merged as object).length;
      if (now > fields) held.more(value);
      fields = now;
    },
    result: () => merged ?? {},
    grown: held.grown,
  };
}

function toSet(): Accumulator {
  const values = new Map<string, unknown>();
  const held = new Held();
  return {
    add(value) {
      if (value === undefined) return;
      const key = valueKey(value);
      if (values.has(key)) return;
      held.more(key);
      held.more(value);
      values.set(key, value);
    },
    result: () => [...values.values()],
    grown: held.grown,
  };
}

export const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => sumLike((sum) => sum.total),
  $avg: () => sumLike((sum) => sum.average),
  $min: () => extreme(1),
  $max: () => extreme(-1),
  $stdDevPop: () => deviation(false),
  $stdDevSamp: () => deviation(true),
  $push: () => collecting((value) => value !== undefined),
  $addToSet: toSet,
  $first: () => keeping((_, held) => held === undefined),
  $last: () => keeping(() => true),
  $mergeObjects: merging,
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
    case '$firstN':
      return collecting((_, held) => held < count);
    case '$lastN':
      return lastOnes(count);
    case '$minN':
      return selecting(count, order, (value) => !isNil(value));
    case '$maxN':
      return selecting(
        count,
        (a, b) => order(b, a),
        (value) => !isNil(value),
      );
    case '$topN':
      return selecting(count, order);
    case '$bottomN':
      return selecting(count, order, undefined, true);
    default:
      throw mongoError(15952, `unknown group operator '${name}'`);
  }
}
