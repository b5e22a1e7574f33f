// What is mutated, and by which tests: those that need no engine and no real time to speak of, because a room's tests
// run once for each of its mutants. A room is good when `goal` per cent of its mutants are noticed. `testSeconds` is how
// long one of its tests may take: a test that waits for what never comes has failed then, and the next mutant can be tried.

export const goal = 85;

/** @type {Readonly<Record<string, { mutate: readonly string[], tests: readonly string[], testSeconds: number }>>} */
export const rooms = {
  identity: { mutate: ['src/sandbox/identity/*.ts'], tests: ['test/sandbox/identity/*.test.ts'], testSeconds: 10 },
  wire: { mutate: ['src/sandbox/wire/*.ts'], tests: ['test/sandbox/wire/{authenticate,dispatch,read-input,verify-signature}.test.ts'], testSeconds: 10 },
  'load-balancer': { mutate: ['src/sandbox/load-balancer/*.ts'], tests: ['test/sandbox/load-balancer/{target,target-group,messages,repeats,rules,connections,failures,health}.test.ts'], testSeconds: 5 },
  scheduler: { mutate: ['src/sandbox/scheduler/*.ts'], tests: ['test/sandbox/scheduler/{plan,judge-task,note-outcome,forget-old,parts,task-lives}.test.ts'], testSeconds: 10 },
  'clean-up': { mutate: ['src/workshop/clean-up/*.ts'], tests: ['test/workshop/clean-up/*.test.ts'], testSeconds: 10 },
  steps: { mutate: ['src/workshop/steps/**/*.ts'], tests: ['test/workshop/steps/*.test.ts'], testSeconds: 60 },
};
