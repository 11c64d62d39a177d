import type { Clause } from './clause.ts';

/** Words by which a wish is somebody else's, or meant for somebody else than the printer. */

const PEOPLE = String.raw`(?:people|others|kids?|children|class|students?|pupils?|team|audience|crowd|colleagues?|boss|wife|husband|partner|girlfriend|boyfriend|brother|sister|son|daughter|friends?|mates?|mum|mom|dad|gran|nan|neighbou?rs?|teacher|dog|cat|phone|laptop|alexa|siri)`;

const LOUD = String.raw`(?:shout|yell|scream|holler|text|messag|email|mutter|whisper|chant|insist|demand|beg|jok)(?:s|es|ed|ing|e)?|wrote|writes|sang|sings|singing|(?:is|was|are|were) (?:telling|ordering|asking)|wants? (?:me|us|you) to|goes on about`;

/** "my brother is on the phone shouting cancel the print", "I told the class to turn off the lights". */
export const OTHERS_SPEAK = new RegExp(
  [
    String.raw`^(?:(?:and|but|so|because|haha|lol|sorry|oh) )*(?:he|she|they|someone|somebody|everyone|everybody|people|(?:my|our|the|his|her|their|some|a|an|one of the|this) (?:\w+ ){1,6}?)(?:\w+ ){0,6}?(?:${LOUD})\b`,
    String.raw`^(?:(?:and|but|so|because) )*(?:i|we) (?:just |have )?(?:told|asked|texted|reminded|instructed|ordered|begged|warned|shouted at|yelled at) (?!you\b|smokey\b|it\b|(?:the|this|my) printer\b)\w+`,
    String.raw`\b(?:${PEOPLE}|he|she|they) (?:really )?wants? (?:it|this|that|the print|the job|the \w+) (?:cancel\w*|abort\w*|stopp?ed|paused|deleted|killed|off|gone)\b`,
  ].join('|'),
);

/** The same in Swedish, German, Spanish and French: "min bror skriker avbryt", "mein Bruder brüllt abbrechen". */
export const OTHERS_SPEAK_ABROAD = new RegExp(
  [
    String.raw`^(?:(?:och|men|haha|lol) )*(?:min|mitt|mina|var|hans|hennes|han|hon|de|nagon|nan) (?:\w+ ){0,6}?(?:skrek|skriker|ropar|ropade|vralar|sa|sager|skrev|skriver|sms\w*|vill att|tycker)\b`,
    String.raw`^(?:(?:und|aber|haha|lol) )*(?:mein\w*|unser\w*|sein\w*|er|jemand|der|die) (?:\w+ ){0,6}?(?:brullt|brullte|ruft|rief|schreit|schrie|sagt|sagte|schreibt|schrieb|meint|meinte|will dass)\b`,
    String.raw`^(?:(?:y|pero|jaja|lol) )*(?:mi|mis|su|sus|el|ella|ellos|alguien|un|una) (?:\w+ ){0,6}?(?:grita|gritaba|grito|gritan|dice|dijo|escribe|escribio|quiere que|pide|pidio)\b`,
    String.raw`^(?:(?:et|mais|haha|lol|mdr) )*(?:mon|ma|mes|son|sa|il|elle|quelqu un|un|une|le|la) (?:\w+ ){0,6}?(?:crie|criait|hurle|dit|disait|ecrit|veut que|demande)\b`,
  ].join('|'),
);

/** What can be cancelled, paused, stopped or switched off and is no part of a printer. */
export const FOREIGN =
  /\b(?:cancel|cancelling|cancels|pause|pausing|stop|stopping|resume|start|delete|turn|switch|shut|kill|abort)\b (?:\w+ ){0,4}?(?:subscription|newsletter|pizza order|pizza delivery|netflix|spotify|youtube|podcast|telly|televisions?|tv|video game|your game|my game|(?:your|their) (?:phones?|homework|chatter|music|tablets?)|phones|meeting|appointment|holiday|flight|hotel|booking|reservation|dinner|kettle|toaster|oven|dishwasher|washing machine|tumble dryer|hoover|vacuum cleaner|lawn ?mower|stopwatch|alarm clock|membership)\b(?! (?:print|job|file|stand|holder|mount|case|gcode|model|part|clip|sign|bracket))/;

/** Somebody else called at the beginning of a sentence: "kids: pause your game". */
export const OTHERS_CALLED =
  /^(?:(?:hey|ok|right|oi|and|now) )?(?:kids|children|class|everyone|everybody|students|folks|pupils|boys|girls|ladies|gentlemen|all of you|you lot|mum|mom|dad|honey|darling|alexa|siri|hey google|to (?:everyone|everybody|all|whoever|the \w+|my \w+)(?: \w+){0,4})$/;

const ASIDE = new RegExp(
  [
    String.raw`\bwrong (?:window|chat|tab|person|app|channel|thread|group|conversation|box)\b`,
    String.raw`\b(?:for|to|at) (?:you lot|you guys|you all|all of you|everyone|everybody|the (?:rest of you|rest)|(?:the|my|our|those|all the|these) ${PEOPLE}) (?:in (?:the|this|my|here)(?: room)?|here|over there|present|around me|behind me|next to me)\b`,
    String.raw`\b(?:that|this|it|which) (?:was|were) (?:not )?(?:meant |intended |only |just |actually )*(?:for|to|at) (?:the |my |our |a |his |her )?(?:${PEOPLE}|somebody|someone|everyone|everybody|you lot)\b`,
    String.raw`\bi (?:only |just )?meant (?:that |it |this )?(?:for|to) (?!you\b)(?:the |my |our )?(?:${PEOPLE}|somebody|someone|everyone|everybody|you lot)\b`,
    String.raw`\b(?:was|am|were|are) (?:not (?:talking|speaking|typing) to you|(?:just )?(?:talking|speaking|shouting|yelling) (?:to|at|with) (?!you\b|smokey\b|the printer\b))`,
    String.raw`\bnot (?:meant |intended )?for (?:you|the printer) (?:printer|smokey|though|sorry)?$|\bi did not mean you\b`,
  ].join('|'),
);

export const isAside = ({ folded }: Clause): boolean => ASIDE.test(folded);

/** "and you, printer: …": from here on the printer is meant again. */
export const isToPrinter = ({ folded }: Clause): boolean =>
  /^(?:(?:and|but|now|so|ok|right) )*(?:(?:for |as for )?you(?: there)?(?: printer| smokey)?|(?:dear )?(?:printer|smokey|machine))$|\b(?:you|dear|hey|ok) (?:printer|smokey)\b/.test(
    folded,
  );
