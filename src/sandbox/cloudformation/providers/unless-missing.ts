import { AwsError } from '../../aws-error.js';

const missing = /NotFound|NoSuchEntity|ResourceNotFoundException|NotAttached|DoesNotExist/;

/** Waits for a deletion; that there is nothing to delete is as good. */
export async function unlessMissing(deletion: Promise<unknown>): Promise<void> {
  try {
    await deletion;
  } catch (error) {
    if (!(error instanceof AwsError && missing.test(error.code))) throw error;
  }
}

/** The answer, or undefined when what was asked for does not exist. */
export async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AwsError && missing.test(error.code)) return undefined;
    throw error;
  }
}
