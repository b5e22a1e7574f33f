/** A value as it stands in a request: one data type and what it holds. */
export type AttributeValue = Readonly<Record<string, unknown>>;

/**
 * The size of an item in bytes as DynamoDB counts it: UTF-8 names and values, not UTF-16 units.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: Readonly<Record<string, AttributeValue>>): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
}

function valueSize(value: AttributeValue): number {
  const [type, content] = Object.entries(value)[0] ?? [];
  switch (type) {
    case 'S':
      return Buffer.byteLength(String(content));
    case 'N':
      return numberSize(String(content));
    case 'B':
      return Buffer.byteLength(String(content), 'base64');
    case 'SS':
      return sumOf(content, (entry) => Buffer.byteLength(String(entry)));
    case 'NS':
      return sumOf(content, (entry) => numberSize(String(entry)));
    case 'BS':
      return sumOf(content, (entry) => Buffer.byteLength(String(entry), 'base64'));
    case 'L':
      return 3 + sumOf(content, (entry) => 1 + valueSize(entry as AttributeValue));
    case 'M': {
      const members = (content ?? {}) as Record<string, AttributeValue>;
      return 3 + Object.keys(members).length + itemSize(members);
    }
    default:
      // NULL and BOOL
      return 1;
  }
}

/** One byte for two significant digits (pairs stand around the decimal point), one more, and one for the sign. */
function numberSize(text: string): number {
  const [, sign, whole = '', fraction = '', exponent = '0'] = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text.trim()) ?? [];
  const digits = `${whole}${fraction}`;
  const leading = /^0*/.exec(digits)?.[0].length ?? 0;
  const significant = digits.slice(leading).replace(/0+$/, '').length;
  if (significant === 0) return 1;
  const magnitude = whole.length - leading - 1 + Number(exponent);
  const pairs = Math.ceil((significant + (magnitude % 2 === 0 ? 1 : 0)) / 2);
  return 1 + pairs + (sign === '-' ? 1 : 0);
}

function sumOf(list: unknown, size: (entry: unknown) => number): number {
  return Array.isArray(list) ? list.reduce((sum: number, entry: unknown) => sum + size(entry), 0) : 0;
}
