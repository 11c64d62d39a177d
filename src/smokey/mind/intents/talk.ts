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
  {
    id: 'trust',
    kind: 'talk',
    here: true,
    weight: 1,
    patterns: [
      '~\\b(?:can|could|should|do) (?:i|we|people|anyone) (?:really )?trust (?:you|this|smokey|it)\\b~',
      '~\\b(?:could|can|will|would|might) you (?:ever )?(?:(?:burn|break|damage|ruin|wreck) (?:my|the|our|something|anything|it|things?)|(?:start|cause) (?:a|any) fire)\\b~',
      '~\\b(?:are|is) (?:you|smokey|this) (?:safe|trustworthy|reliable)\\b~',
      '~\\b(?:would|will|do|does) (?:you|it|smokey) (?:(?:always|really|first|ever) )*(?:double ?check|ask|check|confirm|warn|get my (?:ok|okay|approval))\\b.{0,30}\\b(?:with me|me first|me before|first|before (?:you|doing|it)|for (?:approval|confirmation|permission))\\b~',
    ],
  },
  {
    id: 'who_sees',
    kind: 'talk',
    here: true,
    weight: 1,
    patterns: [
      '~\\bwho (?:else )?(?:can|could|may) (?:see|use|control|reach|access|watch|operate|get (?:in|at|to)) (?:my|this|the|it|our)\\b~',
    ],
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
      '~\\b(tell|notify|ping|warn|alert|message|text|remind|call|buzz|wake|beep|shout|email|mail|poke) (me|us) (when|once|if|as soon|before|should|in (a|an|\\d+)|at \\d+|the (moment|minute|second))\\b~',
      '~\\b(give|send) (me|us) (a|an) (shout|ping|heads up|nudge|alert|warning|message|notification|call|buzz|beep)\\b~',
      '~\\blet me know (when|once|if|as soon)\\b~',
      '~^(?:(?:ok|so|and|please|then) )*(?:wake|ping|notify|tell|warn|alert|text|call|buzz) me(?: up)?(?: (?:then|please|when it is|when done|afterwards))*$~',
    ],
  },
  {
    id: 'manner',
    kind: 'talk',
    weight: 2.4,
    patterns: [
      '~\\b(stop|quit|no more|enough|drop|cut|skip|enough with|cut out) (?:with )?(?:the |your |all the |all these |all this |this |using |sending |making |so many )*(?:emojis?|jokes?|joking|chit ?chat|small talk|waffle|waffling|nagging|apologi[sz]ing|repeating|talking|chatting|lecturing|lectures?|smileys?|explaining|explanations?|telling me|asking me|saying|calling me|being (?:so )?(?:polite|rude|chatty|verbose|formal))\\b~',
      '~\\b(?:shorter|longer|briefer|simpler|fewer|less|more) (?:answers?|replies|sentences|words|text|emojis?|detail|details|verbose|chatty|wordy|technical)\\b~',
      '~\\b(?:be|keep it|talk|write|answer|reply|make it) (?:a (?:bit|little) )?(?:more )?(?:brief|briefly|short|shorter|concise|quiet|nice|nicer|polite|friendlier|simpler|simple|verbose)\\b(?! (?:print|file|job|layer))~',
      '~\\bverbosity\\b~',
      '~^(?:please )?(?:speak|talk|answer|reply|write)(?: to me)? (?:in )?(?:english|swedish|german|spanish|french|norwegian|danish|dutch|italian|chinese|latin)\\b~',
    ],
  },
  {
    id: 'approve_by_words',
    kind: 'talk',
    weight: 1,
    patterns: [
      '~\\b(auto-?)?approve (it|that|this|everything|all|yourself|for me|the|your|my)\\b~',
      '~\\b(stop asking|skip the approval|always allow|do not ask me)\\b~',
      '~\\b(?:skip|bypass|disable|switch off|turn off|without|forget) (?:the |any |all )?(?:confirmations?|approvals?|approval step|confirmation step)\\b~',
      '~\\b(?:developer|god|admin|debug|root|unrestricted) mode\\b~',
    ],
  },
];
