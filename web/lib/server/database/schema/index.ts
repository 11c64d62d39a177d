export * from './accounts.ts';
export * from './chat.ts';
export * from './files.ts';
export * from './gate.ts';
export * from './printers.ts';
