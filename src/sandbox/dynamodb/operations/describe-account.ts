import type { TableOperation } from '../operation.js';

/** Clients with endpoint discovery on ask this before anything else. */
export const describeEndpoints: TableOperation = async (_, { context }) => ({
  Endpoints: [{ Address: `${context.endpoint.host}:${context.endpoint.port}`, CachePeriodInMinutes: 1440 }],
});

/** The quotas of a new account; the sandbox does not throttle. */
export const describeLimits: TableOperation = async () => ({
  AccountMaxReadCapacityUnits: 80_000,
  AccountMaxWriteCapacityUnits: 80_000,
  TableMaxReadCapacityUnits: 40_000,
  TableMaxWriteCapacityUnits: 40_000,
});
