import type { Page } from '../../../web/web.js';

export interface BoyackyPage {
  /** From the header x-boyacky-version, e.g. "1.0.0". */
  readonly version: string;
  /** Why the app cannot reach its table, in the app's words; undefined when it can. */
  readonly trouble: string | undefined;
  /** Today's, newest first. */
  readonly boyakis: readonly { readonly id: string; readonly text: string }[];
}

/** Boyacky's home page, read. undefined: what answered is not Boyacky. */
export function readBoyackyPage(page: Page): BoyackyPage | undefined {
  const version = page.headers['x-boyacky-version'];
  if (version === undefined) return undefined;
  // By its mark-up: the page speaks the language of whoever asks.
  const troubled = page.body.includes('class="trouble"');
  return {
    version,
    trouble: troubled ? decode(/<code>([^]*?)<\/code>/.exec(page.body)?.[1] ?? '') : undefined,
    boyakis: [...page.body.matchAll(/<span class="text">([^]*?)<\/span>[^]*?action="\/boyaki\/([^/"]+)\/purify"/g)].map(([, text = '', id = '']) => ({
      id: decodeURIComponent(id),
      text: decode(text),
    })),
  };
}

function decode(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };
  return html.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
