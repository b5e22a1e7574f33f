/**
 * A table that lives in memory, with the manners of the real one.
 * @returns {import('../src/boyaki.js').Table}
 */
export function createMemoryTable() {
  /** @type {Map<string, import('../src/boyaki.js').Boyaki>} */
  const items = new Map();
  return {
    async put(boyaki) {
      items.set(boyaki.id, boyaki);
    },
    async listOn(date) {
      return [...items.values()]
        .filter((item) => item.date === date)
        .sort((a, b) => b.time.localeCompare(a.time));
    },
    async remove(id) {
      items.delete(id);
    },
  };
}

/**
 * A table that refuses everything.
 * @param {string} name
 * @param {string} message
 * @returns {import('../src/boyaki.js').Table}
 */
export function createRefusingTable(name, message) {
  const refuse = async () => {
    throw Object.assign(new Error(message), { name });
  };
  return { put: refuse, listOn: refuse, remove: refuse };
}
