export { rehearsalPrinter } from './fromPrinter.ts';
export { rehearsePrint } from './rehearse.ts';
export type { RehearsalOptions } from './rehearse.ts';
export type * from './types.ts';
