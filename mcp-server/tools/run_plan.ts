import { z } from 'zod';
import { line } from '../inputs.ts';
import { definePlanTool } from '../tool.ts';

export const runPlan = definePlanTool({
  name: 'run_plan',
  title: 'Several steps at once',
  description: 'Several changing tools on one card, run in order after one approval; a refusal ends it.',
  effect: 'changes',
  ofPlan: true,
  toolset: 'control',
  input: z.object({
    steps: z
      .array(z.object({ tool: line(40), args: z.record(z.string(), z.unknown()).optional() }))
      .min(1)
      .max(10),
  }),
  output: z.object({}),
});
