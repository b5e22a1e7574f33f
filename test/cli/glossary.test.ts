import { afterEach, describe, expect, it, vi } from 'vitest';
import { glossary } from '../../src/cli/commands/glossary.js';
import { ExitCode } from '../../src/shared/user-error.js';

afterEach(() => vi.restoreAllMocks());

async function shown(lang: 'ja' | 'en', ...words: string[]): Promise<{ exitCode: ExitCode; text: string }> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const exitCode = await glossary({ lang, plain: true }, words);
  const text = write.mock.calls.map(([chunk]) => String(chunk)).join('');
  write.mockRestore();
  return { exitCode, text };
}

describe('boyacky-lab glossary', () => {
  it.each([
    ['en', 'listener', /listener/i],
    ['ja', 'リスナー', /リスナー/],
    ['ja', 'listener', /リスナー/],
    ['en', 'リスナー', /listener/i],
    ['en', 'TASK definition', /task definition/i],
  ] as const)('in %s tells what %s is, by its name in either language', async (lang, word, heard) => {
    const { exitCode, text } = await shown(lang, ...word.split(' '));
    expect(exitCode).toBe(ExitCode.done);
    expect(text).toMatch(heard);
    expect(text.trim().split('\n').length).toBeLessThan(12);
    expect(text).not.toContain('|');
  });

  it.each(['en', 'ja'] as const)('in %s lists all of them, without the links of the page', async (lang) => {
    const { text } = await shown(lang);
    expect(text.split('\n').length).toBeGreaterThan(60);
    expect(text).not.toMatch(/glossary\.(ja|en)\.md/);
    expect(text).toMatch(/ECR/);
    expect(text).toMatch(lang === 'ja' ? /台帳/ : /ledger/);
  });

  it('names what is near to a slip', async () => {
    await expect(glossary({ lang: 'en', plain: true }, ['listner'])).rejects.toMatchObject({ code: 'unknown-word', exitCode: ExitCode.notDone });
    const error = await glossary({ lang: 'en', plain: true }, ['listner']).catch((thrown: unknown) => thrown as { why?: { en: string } });
    expect(JSON.stringify(error)).toMatch(/Near it: [^"]*listener/);
  });
});
