/** Why a request failed, in the app's words. undefined: its page names no reason. */
export function readReason(body: string): string | undefined {
  return /<code>([^]*?)<\/code>/.exec(body)?.[1];
}
