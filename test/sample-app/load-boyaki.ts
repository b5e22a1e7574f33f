export interface Boyaki {
  readonly id: string;
  readonly boyaki: string;
  readonly date: string;
  readonly time: string;
}

interface Table {
  put(boyaki: Boyaki): Promise<void>;
  listOn(date: string): Promise<Boyaki[]>;
  remove(id: string): Promise<void>;
}

interface BoyakiModule {
  createBoyaki(table: Table, text: string, now?: Date): Promise<Boyaki>;
  listToday(table: Table, now?: Date): Promise<Boyaki[]>;
  purify(table: Table, id: string): Promise<void>;
}

interface FixedBoyakiModule extends BoyakiModule {
  readonly LIMIT: number;
  cutToLimit(text: string): string;
}

/** The functions of Boyacky 1.0, which need no package. */
export async function original(): Promise<BoyakiModule> {
  return (await import(new URL('../../sample-app/src/boyaki.js', import.meta.url).href)) as BoyakiModule;
}

/** The same functions of Boyacky 1.1. */
export async function fixed(): Promise<FixedBoyakiModule> {
  return (await import(new URL('../../templates/fix-1.1/src/boyaki.js', import.meta.url).href)) as FixedBoyakiModule;
}

/** A table that keeps what it is given, in the order in which it came. */
export function createMemoryTable(): Table & { readonly items: Boyaki[] } {
  const items: Boyaki[] = [];
  return {
    items,
    put: (boyaki) => Promise.resolve(void items.push(boyaki)),
    listOn: (date) => Promise.resolve(items.filter((item) => item.date === date).reverse()),
    remove: (id) => Promise.resolve(void items.splice(items.findIndex((item) => item.id === id), 1)),
  };
}
