/** Splits at blanks outside quotes; quotes and escapes stay in, because expansion needs to see them. */
export function splitWords(text: string, escape: string): readonly string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (char === escape && quote !== "'" && index + 1 < text.length) {
      word += char + text.charAt(index + 1);
      index += 1;
    } else if (quote !== '') {
      if (char === quote) quote = '';
      word += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word += char;
    } else if (/\s/.test(char)) {
      if (word !== '') words.push(word);
      word = '';
    } else {
      word += char;
    }
  }
  return word === '' ? words : [...words, word];
}
