export { estimatePrintTime, secondsAtByte } from './estimate.ts';
export type { EstimateOptions, FileTimes, PrintTimeEstimate, Timeline } from './estimate.ts';
export { GcodeError, LimitsError } from './errors.ts';
export { plannerSettings } from './fromConfig.ts';
export { DEFAULT_LIMITS, DEFAULT_PRINTER, resolveLimits } from './limits.ts';
export type { FirmwareRetraction, PlannerLimits, PrinterModel, ResolvedLimits } from './limits.ts';
export { gainOf } from './limiters.ts';
export type { Gain, Limiters } from './limiters.ts';
