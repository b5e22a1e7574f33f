import type { Text } from '../../types.js';

/** A file that docker cannot read as text, though an editor shows it well. undefined: it is text as docker takes it. `name`: for the command. */
export function findEncodingFault(text: string, name: string): { readonly observed: Text; readonly fix: Text } | undefined {
  // Read as UTF-8, every second byte of Latin letters in UTF-16 is a zero.
  if (!text.includes('\0')) return undefined;
  return {
    observed: { ja: `${name} の文字コードが UTF-16 です（PowerShell の > で作るとこうなります）。docker は UTF-8 しか読めません`, en: `${name} is in UTF-16, as > of PowerShell writes it; docker reads UTF-8 only` },
    fix: {
      ja: `エディターで UTF-8 として保存し直すか、boyacky フォルダーで: iconv -f UTF-16 -t UTF-8 ${name} > ${name}.new && mv ${name}.new ${name}`,
      en: `Save it as UTF-8 in your editor, or in the folder boyacky: iconv -f UTF-16 -t UTF-8 ${name} > ${name}.new && mv ${name}.new ${name}`,
    },
  };
}
