/** How sentences begin or end that tell something and ask for nothing. */

/** "before I touch it, is it hot?": what follows stands for itself. */
export const PREAMBLE = /^(?:before|after|since|as|while|whilst|although|though|now that|in case) (?:i|we)\b/;

/** "…, so i need it at 250", "…, let us do the paper test": a wish in full, behind whatever reason. */
export const OPENS_WISH =
  /^(?:please |just |so |now |then )*(?:(?:i|we) (?:need|want|would like)|(?:can|could|would|will) you|let us|time (?:to|for)|go ahead|do|run|start|make)\b/;

export const REPORTS =
  /^(?:i|we|he|she|they|somebody|someone) (?:have |has |had |just |already )*(?!need)(?:\w{2,}ed|put|swapped|got|took|made|did|ran|fitted)\b/;

/** "i'm going to swap nozzles, …": a plan, and what is wanted for it stands behind. */
export const PLANS = /^(?:i|we|he|she|they) (?:am|are|is|was|were|will|have to|had to|plan to|intend to) \w/;

/** "the fan is howling": how something is, said in full. */
export const SAYS = /\w (?:is|are|was|were|keeps|looks|sounds|seems|feels|smells) (?!at\b|to\b|on\b|set\b)\w/;
