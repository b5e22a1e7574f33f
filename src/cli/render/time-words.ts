import type { Text } from '../../workshop/types.js';

/** "about 45 min", "about 2 h 30 min" */
export function timeWords(minutes: number): Text {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const ja = [hours === 0 ? '' : `${hours} 時間`, rest === 0 ? '' : `${rest} 分`].filter((part) => part !== '').join(' ');
  const en = [hours === 0 ? '' : `${hours} h`, rest === 0 ? '' : `${rest} min`].filter((part) => part !== '').join(' ');
  return { ja: `およそ ${ja}`, en: `about ${en}` };
}
