import { type SelfCheckSaid } from '#contracts';

/** A picture made small, its brightness point by point, and how large it was. */
export type Seen = {
  readonly width: number;
  readonly height: number;
  readonly brightness: Uint8Array | readonly number[];
};

/** A covered lens gives less light than any room. */
const darkest = 6;

const differs = (one: Seen, other: Seen): boolean =>
  one.brightness.some((value, index) => value !== (other.brightness[index] ?? value));
const mean = ({ brightness }: Seen): number =>
  brightness.length === 0 ? 0 : [...brightness].reduce((sum, value) => sum + value, 0) / brightness.length;

/** Whether the picture moves, as any real one does by its noise alone; its size is the smallest that was seen. */
export const cameraFinding = (pictures: readonly Seen[]): SelfCheckSaid['camera'] => {
  const changes = pictures.filter((picture, index) => {
    const before = pictures[index - 1];
    return before !== undefined && differs(before, picture);
  }).length;
  const size = {
    width: Math.min(...pictures.map(({ width }) => width)),
    height: Math.min(...pictures.map(({ height }) => height)),
  };
  const moves = changes >= 3 && pictures.some((picture) => mean(picture) > darkest);
  return { state: moves ? 'moving' : 'still', ...(pictures.length > 0 && size) };
};
