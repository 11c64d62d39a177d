/** The door of this ring: tools, the gate, and the servers that offer them. */
export { createGate } from './make-gate.ts';
export type { ActionProgress, Gate, GateOptions } from './gate/gate.ts';
export type { Decided, Decision } from './gate/decisions.ts';
export type { Proposal } from './gate/propose.ts';
export { createMemoryStore } from './gate/memory-store.ts';
export { AUDIT_START, chainEntry, verifyChain, type ChainVerdict } from './gate/audit.ts';
export { mayDecide, roleReaches } from './gate/deciders.ts';
export * from './gate/types.ts';
export { createPrinterDirectory, type PrinterDirectory, type PrinterSource } from './directory.ts';
export { createPrinterServer, DEFAULT_TOOLSETS, offeredTools, type PrinterServerOptions } from './server.ts';
export { callSchema, publish, type PublishedTool } from './published.ts';
export { isRefusal, refuse, refusalText, type Refusal } from './refusal.ts';
export { outcomeText } from './results.ts';
export { registry } from './tools/index.ts';
export { createRegistry, type ToolRegistry } from './registry.ts';
export {
  annotationsOf,
  defineTool,
  scopeOf,
  type Effect,
  type Links,
  type Scope,
  type Tool,
  type Toolset,
} from './tool.ts';
export type { Attachment, SlotRequest, ToolServices, UploadSlot } from './services.ts';
export { visible } from './text.ts';
export { handleMcpRequest, serveOnce, type McpRequestOptions } from './http.ts';
export { isEmergencyStop } from './emergency-stop.ts';
export { ALL_TOOLSETS, narrowOffer, parseToolsets, type Offer } from './narrow.ts';
export { callTool, type CallOptions } from './call.ts';
