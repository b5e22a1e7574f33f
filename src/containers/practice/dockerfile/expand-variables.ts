import { unsupportedInDockerfile } from './dockerfile-error.js';

export interface Expansion {
  readonly line: number;
  readonly escape: string;
  readonly variables: ReadonlyMap<string, string>;
}

/**
 * Takes quotes off and puts values in: `$NAME`, `${NAME}`, `${NAME:-word}`, `${NAME:+word}`.
 * https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export function expandVariables(text: string, expansion: Expansion): string {
  const { escape, variables } = expansion;
  let result = '';
  let quote = '';
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (quote === "'") {
      if (char === "'") quote = '';
      else result += char;
    } else if (char === escape && index + 1 < text.length) {
      const next = text.charAt(index + 1);
      // In double quotes a backslash is only special before what it can protect.
      result += quote === '"' && !['"', '$', escape].includes(next) ? char + next : next;
      index += 1;
    } else if (char === quote) {
      quote = '';
    } else if ((char === '"' || char === "'") && quote === '') {
      quote = char;
    } else if (char === '$') {
      const variable = readVariable(text.slice(index), expansion);
      result += variable.value(variables);
      index += variable.length - 1;
    } else {
      result += char;
    }
  }
  return result;
}

interface Variable {
  readonly length: number;
  readonly value: (variables: ReadonlyMap<string, string>) => string;
}

function readVariable(text: string, expansion: Expansion): Variable {
  const plain = /^\$([A-Za-z_][A-Za-z0-9_]*)/.exec(text);
  if (plain) return { length: plain[0].length, value: (variables) => variables.get(plain[1] ?? '') ?? '' };
  if (!text.startsWith('${')) return { length: 1, value: () => '$' };

  const braced = /^\$\{([A-Za-z_][A-Za-z0-9_]*)(?:(:[-+])([^{}]*))?\}/.exec(text);
  if (!braced) throw unsupportedInDockerfile(expansion.line, `the substitution ${text.split('}')[0] ?? text}}`);
  const [whole, name = '', operator, word = ''] = braced;
  return {
    length: whole.length,
    value: (variables) => {
      const value = variables.get(name) ?? '';
      if (operator === ':-') return value === '' ? expandVariables(word, expansion) : value;
      if (operator === ':+') return value === '' ? '' : expandVariables(word, expansion);
      return value;
    },
  };
}
