/** Stands in for Kit's forms, which the gallery does without. */
export const enhance = () => ({});
export const applyAction = async () => {};
