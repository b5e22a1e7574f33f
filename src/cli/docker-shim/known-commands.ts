/** Words that docker has and the practice engine does not: refused by name, and told apart from a typing mistake. */
const alone = `attach bake builder buildx checkpoint commit compose config context cp create debug desktop diff events export import
  init kill load manifest mcp model network node pause plugin rename restart save sbom scan scout search secret service stack start stats
  swarm top trust unpause update volume wait`;

const below: Readonly<Record<string, string>> = {
  image: 'import load save',
  container: 'attach commit cp create diff export kill pause rename restart start stats top unpause update wait',
  system: 'df events prune dial-stdio',
};

/** Does docker itself know this command? `words` as typed: ["volume", "ls"], ["container", "cp"]. */
export function isDockerCommand([first = '', second = '']: readonly string[]): boolean {
  const within = below[first];
  return (within ?? alone).split(/\s+/).includes(within === undefined ? first : second);
}
