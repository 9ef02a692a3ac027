export function showsSample(state: { sample?: boolean; sampleLoaded?: boolean; clockSet?: boolean; aliveAt?: string }, asked: boolean | undefined): boolean;
