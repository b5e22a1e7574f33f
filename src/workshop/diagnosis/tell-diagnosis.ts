import type { Text } from '../types.js';
import type { Diagnosis } from './diagnosis.js';

/** The original words, and behind them what they mean. */
export function tellDiagnosis({ quote, means }: Diagnosis): Text {
  return { ja: `「${quote}」: ${means.ja}`, en: `“${quote}”: ${means.en}` };
}
