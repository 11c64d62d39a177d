/** How sentences begin or end that tell something and ask for nothing. */

/** "before I touch it, is it hot?": what follows stands for itself. */
export const PREAMBLE = /^(?:before|after|since|as|while|whilst|although|though|now that|in case) (?:i|we)\b/;

export const REPORTS =
  /^(?:i|we|he|she|they|somebody|someone) (?:have |has |had |just |already )*(?!need)(?:\w{2,}ed|put|swapped|got|took|made|did|ran|fitted)\b/;

/** "the fan is howling": how something is, said in full. */
export const SAYS = /\w (?:is|are|was|were|keeps|looks|sounds|seems|feels|smells) (?!at\b|to\b|on\b|set\b)\w/;
