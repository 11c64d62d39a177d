import { canonicalJson } from '../../../mcp-server/gate/canonical.ts';
import type { Limits } from '../limits.ts';
import type { ProposedCall } from './step.ts';

export interface CallGuard {
  /** Why this call does not run, or null. Counts it. */
  refusal(call: ProposedCall): string | null;
  /** True once any call was let through: from then on nothing is tried again. */
  anyRan(): boolean;
}

type GuardLimits = Pick<Limits, 'callsPerTurn' | 'callsPerStep' | 'sameCallPerTurn'>;

/** Bounds the calls of one turn, so that a runaway model ends. The emergency stop is never counted or refused. */
export function createCallGuard(limits: GuardLimits): CallGuard & { nextStep(): void } {
  const seen = new Map<string, number>();
  let inTurn = 0;
  let inStep = 0;
  let ran = false;
  const judge = (call: ProposedCall): string | null => {
    if (call.tool === 'emergency_stop') return null;
    inStep += 1;
    inTurn += 1;
    if (inStep > limits.callsPerStep)
      return `At most ${limits.callsPerStep} calls in one step. This one did not run.`;
    if (inTurn > limits.callsPerTurn)
      return `At most ${limits.callsPerTurn} calls for one message. Answer now.`;
    const key = `${call.tool} ${canonicalJson(call.args)}`;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times > limits.sameCallPerTurn
      ? 'The same call was made before in this turn: use that result.'
      : null;
  };
  return {
    refusal(call) {
      const refusal = judge(call);
      ran ||= refusal === null;
      return refusal;
    },
    anyRan: () => ran,
    nextStep() {
      inStep = 0;
    },
  };
}
