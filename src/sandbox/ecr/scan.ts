import type { ImageScanStatus } from '@aws-sdk/client-ecr';
import type { SandboxContext } from '../context.js';
import type { StoredImage } from '../registry/model.js';

/** About what a basic scan takes on AWS. */
const scanMs = 30_000;

export interface ScanState {
  readonly status: ImageScanStatus;
  /** Set once the scan is complete. */
  readonly completedAt?: Date;
}

/**
 * How far the image's scan is; undefined when none was started. It only takes its time: there is no vulnerability
 * database here, and the description says so instead of letting an empty list look like a clean bill of health.
 */
export function scanStateOf(image: StoredImage, { clock, pace }: Pick<SandboxContext, 'clock' | 'pace'>): ScanState | undefined {
  if (image.scan === undefined) return undefined;
  const completesAt = image.scan.startedAt + pace.ms(scanMs);
  if (clock.now() < completesAt) {
    return { status: { status: 'IN_PROGRESS', description: 'The sandbox simulates the scan: it looks at nothing in the image.' } };
  }
  return {
    status: {
      status: 'COMPLETE',
      description:
        'The sandbox simulated the scan: it has no vulnerability database and looked at nothing, so no findings does not mean no vulnerabilities.',
    },
    completedAt: new Date(completesAt),
  };
}
