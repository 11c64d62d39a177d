import type { Intent } from './types.ts';

export const TALK_INTENTS: Intent[] = [
  { id: 'thanks', kind: 'talk', weight: -0.2, patterns: ['thanks'] },
  { id: 'greeting', kind: 'talk', weight: -0.4, patterns: ['greeting'] },
  { id: 'bye', kind: 'talk', weight: 0.2, patterns: ['bye'] },
  { id: 'yes', kind: 'talk', weight: -0.1, patterns: ['yes'] },
  { id: 'no', kind: 'talk', weight: -0.5, patterns: ['no'] },
  { id: 'nevermind', kind: 'talk', weight: 0.6, patterns: ['nevermind'] },
  {
    id: 'help',
    kind: 'talk',
    weight: 0.6,
    patterns: ['help', '~what (else )?can you do|what are you able to~'],
  },
  { id: 'who_are_you', kind: 'talk', weight: 0.8, patterns: ['whoareyou'] },
  {
    id: 'secrets',
    kind: 'talk',
    weight: 1.5,
    patterns: ['secret ~\\b(what|show|give|tell|reveal|print|send|your|repeat|share|list|dump|read)\\b~'],
  },
  {
    id: 'watch',
    kind: 'talk',
    weight: 1.2,
    patterns: [
      'watch',
      'watch print',
      'watch eta',
      'watch temperature',
      'watch finished',
      'watch status',
      '~\\b(tell|notify|ping|warn|alert|message|text|remind|call) me (when|once|if|as soon)\\b~',
      '~\\blet me know (when|once|if|as soon)\\b~',
    ],
  },
  {
    id: 'approve_by_words',
    kind: 'talk',
    weight: 1,
    patterns: [
      '~\\b(auto-?)?approve (it|that|this|everything|all|yourself|for me|the|your|my)\\b~',
      '~\\b(stop asking|skip the approval|always allow|do not ask me)\\b~',
    ],
  },
];
