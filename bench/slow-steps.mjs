// `start --yes` tells how long each step took: a line that ends with its id, later "✔ done 1.2 s".

/** The five steps that took longest. @param {string} output */
export function slowSteps(output) {
  return readSteps(output)
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, 5)
    .map(({ id, seconds }) => `${id} ${seconds}`)
    .join(', ');
}

/** 0 for a step that was done before it was begun. @param {string} output @param {string} step */
export function secondsOf(output, step) {
  return readSteps(output).find(({ id }) => id === step)?.seconds ?? 0;
}

/** @param {string} output */
function readSteps(output) {
  /** @type {{ id: string, seconds: number }[]} */
  const steps = [];
  let current = '';
  for (const line of output.split('\n')) {
    current = /^ {2}\S.* ([a-z]+\.[\w-]+)$/.exec(line)?.[1] ?? current;
    const seconds = /^ {4}\S done (\d+\.\d) s$/.exec(line)?.[1];
    if (seconds !== undefined) steps.push({ id: current, seconds: Number(seconds) });
  }
  return steps;
}
