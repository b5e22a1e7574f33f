import { AwsFailure } from './aws-failure.js';

/**
 * Makes a thing that has a name of its own. When an answer is lost the SDK asks again, and is refused because its first
 * request has made the thing already: then that one is found. A refusal of the first request is a name that is taken, and stays one.
 */
export async function makeOrFind<Made>(make: () => Promise<Made>, find: () => Promise<Made | undefined>): Promise<Made> {
  try {
    return await make();
  } catch (error) {
    const made = wasAskedAgain(error) ? await find() : undefined;
    if (made === undefined) throw error;
    return made;
  }
}

function wasAskedAgain(error: unknown): boolean {
  if (!(error instanceof AwsFailure) || error.kind !== 'already-exists') return false;
  const { $metadata } = error.cause as { readonly $metadata?: { readonly attempts?: number } };
  return ($metadata?.attempts ?? 1) > 1;
}
