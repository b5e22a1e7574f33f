/** An address on this machine that something of the simulated VPC can be reached at. */
export interface HostAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * The simulated VPC network: which address on this machine stands for a task's private address and port.
 * The task runtime attaches, the load balancer resolves. Not stored: the runtime attaches again on restore.
 */
export interface Network {
  attach(privateIp: string, resolve: (port: number) => HostAddress | undefined): void;
  detach(privateIp: string): void;
  /** undefined: nothing answers there, as with a dropped packet. */
  resolve(privateIp: string, port: number): HostAddress | undefined;
}

export function createNetwork(): Network {
  const interfaces = new Map<string, (port: number) => HostAddress | undefined>();
  return {
    attach: (privateIp, resolve) => void interfaces.set(privateIp, resolve),
    detach: (privateIp) => void interfaces.delete(privateIp),
    resolve: (privateIp, port) => interfaces.get(privateIp)?.(port),
  };
}
