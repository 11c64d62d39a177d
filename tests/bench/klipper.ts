export { benchmarks } from '../../src/klipper/bench.ts';
