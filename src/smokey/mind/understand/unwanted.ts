/** Ways to say that something is not wanted which need no "not" beside the verb. */

const ACT = String.raw`(?:\w+ing|(?:to )?(?:cancel|pause|stop|abort|kill|delete|start|print|home|move|heat|reboot|restart|shut|turn|switch|touch))\b`;

/** "under no circumstances cancel", "anything but pausing", "it would be a shame to stop it", "I nearly hit cancel". */
export const UNWANTED = new RegExp(
  [
    String.raw`\b(?:under no (?:circumstances?|conditions?)|on no account|in no (?:way|case|event)|by no means|at no (?:point|time)|not (?:in a million years|on your life|for the world|in the slightest)|(?:heaven|god) forbid)\b`,
    String.raw`\b(?:anything|everything|all|whatever you (?:like|want)) (?:but|except|bar|besides|apart from|other than|short of) (?:for )?(?:\w+ )?${ACT}`,
    String.raw`\b(?:rather|sooner) \w+(?: \w+){0,6} than ${ACT}`,
    String.raw`\b(?:worse|dumber|sadder|crazier|sillier|more stupid|less) than ${ACT}`,
    String.raw`\b(?:shame|pity|waste|crime|sin|disaster|mistake|tragedy|nightmare|madness|mad|crazy|stupid|silly|daft|foolish|insane|unwise|premature) (?:for you |of you |if you |to ${ACT}|if (?:i|we|you|it|this|that))`,
    String.raw`\blast thing (?:i|we|you|anybody|anyone|he|she|they) (?:\w+ )?(?:want|need|should)\w*`,
    String.raw`\bno (?:earthly |good )?(?:reason|need|cause|point|sense|call|grounds|excuse|intention|desire|wish|plans?|hurry|rush) (?:\w+ ){0,6}?(?:to|in|for|of) (?:\w+ )?${ACT}`,
    String.raw`\bdo not you (?:go|start|even|try|touch|think|\w+ing)\b|\bdo not (?:you )?(?:even |ever )?(?:think|dream) (?:of|about) ${ACT}|\bnot (?:thinking|dreaming) of ${ACT}`,
    String.raw`\b(?:nobody|no one|noone|none of us|neither of us|not one of us) (?:here )?(?:has |is |was |ever )?(?:said|asked|asking|wants?|wanted|needs?|told|telling|mentioned|suggested)\b`,
    String.raw`^(?:and |but |so |oh )*(?:i|we) (?:have |had )?(?:very |only |just )?(?:nearly|almost|thought (?:of|about)|considered|contemplated|toyed|resisted|refuse to|decided (?:not|against)|(?:am|was|were|are) (?:just )?(?:about|tempted|planning|meaning|close) to|was going to|were going to)\b`,
    String.raw`^(?:and |but |so )*nothing (?:needs?|has|should|must|shall|is|will|gets?|ought)\b(?: to)?(?: be)? \w+`,
    String.raw`^(?:and |but |so |oh |ok |okay |actually |well )*(?:nvm|never ?mind|forget(?: about)?) (?!it\b|that\b|to\b)\w`,
    String.raw`\b(?:far from|instead of|as opposed to|short of|no question of|let alone) ${ACT}.*$`,
    String.raw`\b(?:prevent|keep|stop|hinder) (?:\w+ ){1,3}from \w+ing\b|\b(?:make sure|see to it|ensure)(?: that)? (?:nobody|no one|noone|none|it (?:does|is|will) not|you do not|they do not)\b`,
    String.raw`\b(?:can|will) not stop (?:can|will) not stop\b`,
    String.raw`\b(?:under inga omstandigheter|absolut inte|for guds skull inte|auf keinen fall|unter keinen umstanden|bloss nicht|ja nicht|um gottes willen nicht|ni se te ocurra|que no se te ocurra|por nada del mundo|bajo ningun concepto|en ningun caso|jamas|ni hablar de|sous aucun pretexte|en aucun cas|hors de question|pas question|surtout pas|n \w+ rien|ne \w+ rien)\b`,
  ].join('|'),
);

/** "you must not, whatever they say, …": the ban holds for the rest of its sentence. */
export const OPEN_BAN =
  /^(?:please )?(?:do |try )?(?:anything|everything)$|(?:\b(?:must|should|shall|do|dare|may|will|can) not|\bnever|\bdont|under no circumstances|on no account|in no way|by no means|at no point)(?: ever| ever again| please)?$/;

/** Said behind a wish: it was none. */
export const WITHDRAWN =
  /\b(?:(?:just|only) (?:kidding|joking|messing|teasing|testing (?:you|if)|playing)|(?:am|was|were|are) (?:kidding|joking|teasing)|j k|jk|psych|pulling your leg|or not actually|that was a joke|not really|jag skojar|skojar bara|skamtade|nur spass|war (?:nur )?ein (?:scherz|witz)|es (?:una )?broma|je (?:rigole|plaisante)|c est une blague)\b|^(?:haha|lol|lmao) (?:no|not)\b/;

/** "cancel? no way": what was only held up to be turned down. */
export const HELD_BACK =
  /^(?:oh |ha |haha |lol )*(?:no way|no(?!w)|nope|nah|never|not|god no|hell no|heck no|absolutely not|certainly not|of course not|over my dead body|forget it|as if|nej|nein|non)\b/;

/** "…, actually nah": the last word of a message takes back what it asked for. */
export const RETRACTS =
  /^(?:(?:or|but|hmm|oh|no|wait|well|uh) )*(?:(?:actually|rather|maybe|or|better) )+(?:nah|no|nope|not|do not|never ?mind|leave it|nein|nej|non|doch nicht|hellre inte)$/;
