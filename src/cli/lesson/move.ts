/** Where the learner goes from a step. */
export type Move = { readonly to: 'next' | 'skipped' | 'back' | 'quit' } | { readonly to: 'step'; readonly id: string };

/** What every menu of the lesson offers besides its own. */
export type Navigation = 'back' | 'list' | 'quit';
