/** Stands in for Kit's navigation, which the gallery does without. */
export const invalidate = async () => {};
