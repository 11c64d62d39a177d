/** The door of the assistant: the loop, the choice of its model, and the history it works on. */
export { createSmokey, personEntry, type Smokey, type SmokeyOptions, type TurnRequest } from './smokey.ts';
export type { TurnEvent, TurnResult, TurnStatus, Usage } from './events.ts';
export {
  openCalls,
  type CallEntry,
  type HistoryAttachment,
  type HistoryEntry,
  type OutcomeEntry,
  type PersonEntry,
  type SettledAction,
  type StepEntry,
} from './history/entries.ts';
export type { LoadedPicture } from './history/messages.ts';
export { settleAction, type Settled } from './history/settle.ts';
export { shortenHistory } from './history/shorten.ts';
export {
  addUsage,
  createMemoryLedger,
  defaultLimits,
  noUsage,
  totalTokens,
  type Limits,
  type UsageLedger,
} from './limits.ts';
export type { PictureStore } from './loop/calls.ts';
export { pause } from './loop/watch.ts';
export { builtinMind, chooseModel, DEFAULT_OPENAI_MODEL, type ModelSettings } from './model/choose.ts';
export type { FailureId } from './model/failures.ts';
export type { Mind } from './model/mind.ts';
export { promptsFolder } from './prompt/folder.ts';
export { estimateTokens, promptSizeText, type PromptSize } from './prompt/size.ts';
export { connectMcpTools, type ConnectableServer } from './tools/mcp.ts';
export type { ConnectTools, LoopTool, ToolAnswer, ToolConnection, ToolScope } from './tools/types.ts';
export { createKnowledgeTool, type KnowledgeHit, type SearchKnowledge } from './tools/knowledge.ts';
